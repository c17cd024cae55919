package io.bedrockoperator.aws.sdk;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Describes why something failed, with the message of the original cause. The same cause has the
 * same text each time, since a different text would change the status of the resource.
 */
final class Causes {

  /** What the SDK appends to the messages of its exceptions, and AWS to some of its own. */
  private static final Pattern DIAGNOSTICS =
      Pattern.compile(
          " *\\((?:Service|SDK Attempt Count|SDK Diagnostics|(?:Extended )?Request ID): [^()]*\\)");

  private static final Pattern REQUEST_ID =
      Pattern.compile(
          "\\b((?:extended )?request[ -]?id)[:= ]+[\\w+/=-]*\\d[\\w+/=-]*",
          Pattern.CASE_INSENSITIVE);

  /** ISO 8601, basic or extended, and seconds or milliseconds since 1970. */
  private static final Pattern TIME =
      Pattern.compile(
          "\\b(?:\\d{8}T\\d{6}Z|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(?:Z|[+-]\\d\\d:?\\d\\d)"
              + "|\\d{10}(?:\\d{3})?)(?![\\w-])");

  private Causes() {}

  /**
   * The message of the deepest relevant cause, and the endpoint of a call that was not answered.
   */
  static String of(Throwable failure) {
    var deepest = failure;
    var endpoint = endpoint(failure);
    while (deepest.getCause() != null && !isComplete(deepest)) {
      deepest = deepest.getCause();
      endpoint = endpoint.isPresent() ? endpoint : endpoint(deepest);
    }
    return words(deepest) + endpoint.map(" (%s)"::formatted).orElse("");
  }

  private static boolean isComplete(Throwable failure) {
    return failure instanceof SdkServiceException
        || failure instanceof CredentialsUnavailableException;
  }

  private static Optional<String> endpoint(Throwable failure) {
    return Stream.of(failure.getSuppressed())
        .filter(Endpoint.class::isInstance)
        .map(Endpoint.class::cast)
        .map(Endpoint::address)
        .findFirst();
  }

  private static String words(Throwable cause) {
    return switch (cause) {
      case AwsServiceException answer -> codeOf(answer).orElse("no code") + ": " + message(answer);
      case SdkServiceException answer ->
          "HTTP %d: %s".formatted(answer.statusCode(), text(answer.rawMessage()));
      case SdkException sdkFailure -> text(sdkFailure.rawMessage());
      default -> "%s: %s".formatted(cause.getClass().getSimpleName(), text(cause.getMessage()));
    };
  }

  static Optional<String> codeOf(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode);
  }

  /** The message of AWS, without the parts that differ from call to call. */
  static String message(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .map(Causes::withoutIds)
        .orElse("AWS answered HTTP %d without a message".formatted(answer.statusCode()));
  }

  private static String text(@Nullable String message) {
    return withoutIds(Objects.requireNonNullElse(message, "no message"));
  }

  private static String withoutIds(String message) {
    return REQUEST_ID.matcher(DIAGNOSTICS.matcher(message).replaceAll("")).replaceAll("$1 …");
  }

  /** Removes times from messages about expired signatures and tokens, which contain the call's. */
  static String withoutTimes(String message) {
    return TIME.matcher(message).replaceAll("…");
  }
}
