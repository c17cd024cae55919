package io.bedrockoperator.dev.emulator;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role as far as STS looks at it.
 *
 * @param account whose sessions it gives; AWS knows no other than the one in the ARN
 * @param externalId what its trust policy demands, if anything
 * @param trusting whether its trust policy lets anybody assume it; sessions that exist go on
 * @param taggable whether callers may also do sts:TagSession
 * @param longestSession its MaxSessionDuration
 */
public record IamRole(
    String arn,
    String account,
    @Nullable String externalId,
    boolean trusting,
    boolean taggable,
    Duration longestSession) {

  private static final Pattern ARN =
      Pattern.compile(
          "arn:(aws[a-z-]*):iam::([0-9]{12}):role/(?:[\\x21-\\x7e]+/)?([\\w+=,.@-]{1,64})");
  private static final Duration DEFAULT_LONGEST_SESSION = Duration.ofHours(1);

  /** One that trusts its callers and demands nothing of them. */
  public static IamRole of(String arn) {
    return new IamRole(arn, parse(arn).group(2), null, true, true, DEFAULT_LONGEST_SESSION);
  }

  public IamRole withExternalId(String value) {
    return new IamRole(arn, account, value, trusting, taggable, longestSession);
  }

  /** What AWS never does, for those who check the account of a session. */
  public IamRole withSessionsOf(String otherAccount) {
    return new IamRole(arn, otherAccount, externalId, trusting, taggable, longestSession);
  }

  public IamRole withoutTrust() {
    return new IamRole(arn, account, externalId, false, taggable, longestSession);
  }

  public IamRole withoutTagging() {
    return new IamRole(arn, account, externalId, trusting, false, longestSession);
  }

  public IamRole withLongestSession(Duration value) {
    return new IamRole(arn, account, externalId, trusting, taggable, value);
  }

  static boolean isArn(String text) {
    return ARN.matcher(text).matches();
  }

  /** The ARN of a session leaves the path of the role out. */
  String sessionArn(String sessionName) {
    var parts = parse(arn);
    return "arn:%s:sts::%s:assumed-role/%s/%s"
        .formatted(parts.group(1), account, parts.group(3), sessionName);
  }

  private static Matcher parse(String arn) {
    var parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw new IllegalArgumentException(arn + " is not the ARN of a role.");
    }
    return parts;
  }
}
