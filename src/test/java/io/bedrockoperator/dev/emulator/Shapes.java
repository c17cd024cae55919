package io.bedrockoperator.dev.emulator;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The constraints of the botocore service model (apiVersion 2023-04-20), on whole strings. */
final class Shapes {
  private static final String PROFILE_PREFIX =
      "arn:aws(|-us-gov|-cn|-iso|-iso-b):bedrock:(|[0-9a-z-]{0,20}):(|[0-9]{12}):";

  private static final Shape NAME =
      new Shape("inferenceProfileName", 1, 64, "([0-9a-zA-Z][ _-]?)+");
  private static final Shape DESCRIPTION =
      new Shape("description", 1, 200, "([0-9a-zA-Z:.][ _-]?)+");
  private static final Shape TOKEN =
      new Shape("clientRequestToken", 1, 256, "[a-zA-Z0-9]([-a-zA-Z0-9]{0,254}[a-zA-Z0-9])?");
  private static final Pattern COPY_FROM =
      Pattern.compile(PROFILE_PREFIX + "(inference-profile|foundation-model)/[a-zA-Z0-9-:.]+");
  private static final Shape IDENTIFIER =
      new Shape(
          "inferenceProfileIdentifier",
          1,
          2048,
          "("
              + PROFILE_PREFIX
              + "(inference-profile|application-inference-profile)/)?[a-zA-Z0-9-:.]+");
  // Only the alternatives of TaggableResourcesArn that can name a profile.
  private static final Shape RESOURCE_ARN =
      new Shape(
          "resourceARN",
          20,
          1011,
          "[a-zA-Z0-9][a-zA-Z0-9-]*"
              + "|arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:([0-9]{12}|):"
              + "(inference-profile|application-inference-profile)/[a-zA-Z0-9-:.]+");
  private static final Shape TAG_KEY = new Shape("tags.key", 1, 128, "[a-zA-Z0-9\\s._:/=+@-]*");
  private static final Shape TAG_VALUE = new Shape("tags.value", 0, 256, "[a-zA-Z0-9\\s._:/=+@-]*");
  private static final int MAX_LIST = 200;
  private static final int MAX_RESULTS = 1000;
  private static final int MAX_ARNS = 100;
  private static final int MAX_ARN = 1011;

  private Shapes() {}

  private record Shape(String member, int min, int max, Pattern pattern) {
    Shape(String member, int min, int max, String pattern) {
      this(member, min, max, Pattern.compile(pattern));
    }

    /** The value is not repeated in the message: the description is marked sensitive. */
    void check(String value) {
      if (value.length() < min || value.length() > max) {
        throw invalid(member, "length must be between " + min + " and " + max);
      }
      if (!pattern.matcher(value).matches()) {
        throw invalid(member, "must satisfy regular expression pattern: " + pattern);
      }
    }
  }

  static Refusal invalid(String member, String constraint) {
    return Refusal.validation(
        "1 validation error detected: value at '%s' failed to satisfy constraint: %s"
            .formatted(member, constraint));
  }

  static void check(CreateRequest request) {
    NAME.check(request.name());
    checkOptional(DESCRIPTION, request.description());
    checkOptional(TOKEN, request.token());
    checkCopyFrom(request.copyFrom());
    checkTags(request.tags());
  }

  private static void checkOptional(Shape shape, @Nullable String value) {
    if (value != null) {
      shape.check(value);
    }
  }

  private static void checkCopyFrom(String arn) {
    if (arn.isEmpty() || arn.length() > 2048 || !COPY_FROM.matcher(arn).matches()) {
      // A live text: awslabs/aws-solutions-constructs issue 1387.
      throw Refusal.validation("copyFrom must be a valid inference profile model source ARN.");
    }
  }

  static void checkIdentifier(String identifier) {
    IDENTIFIER.check(identifier);
  }

  static void checkResourceArn(String arn) {
    RESOURCE_ARN.check(arn);
  }

  /** Of the Resource Groups Tagging API (botocore service model, ResourceARNListForGet). */
  static void checkResourceArnList(List<String> arns) {
    if (arns.isEmpty() || arns.size() > MAX_ARNS) {
      throw Refusal.invalidParameter(
          "ResourceARNList must have from 1 to %d ARNs.".formatted(MAX_ARNS));
    }
    for (var arn : arns) {
      if (!ProfileArn.looksLike(arn) || arn.length() > MAX_ARN) {
        throw Refusal.invalidParameter(arn + " is not a valid AmazonResourceName (ARN)");
      }
    }
  }

  static void checkTags(List<RequestTag> tags) {
    if (tags.size() > MAX_LIST) {
      throw invalid("tags", "length must be at most " + MAX_LIST);
    }
    var seen = new HashSet<String>();
    for (var tag : tags) {
      checkKey(tag.key());
      TAG_VALUE.check(tag.value());
      if (!seen.add(tag.key())) {
        throw invalid("tags", "duplicate key " + tag.key());
      }
    }
  }

  static void checkTagKeys(List<String> keys) {
    if (keys.size() > MAX_LIST) {
      throw invalid("tagKeys", "length must be at most " + MAX_LIST);
    }
    keys.forEach(Shapes::checkKey);
  }

  private static void checkKey(String key) {
    TAG_KEY.check(key);
    if (isReserved(key)) {
      throw invalid("tags.key", "keys that begin with aws: are reserved");
    }
  }

  /**
   * The service model's pattern lets the prefix through; it is AWS's general rule for tags (AWS
   * Batch User Guide, "Tag restrictions"): any case, and such tags do not count as the user's.
   */
  static boolean isReserved(String key) {
    return key.toLowerCase(Locale.ROOT).startsWith("aws:");
  }

  /** The token is left to {@link Paging}, which knows its own and refuses every other. */
  static void check(ListRequest request) {
    var max = request.maxResults();
    if (max != null && (max < 1 || max > MAX_RESULTS)) {
      throw invalid("maxResults", "must be between 1 and " + MAX_RESULTS);
    }
    if (request.type() != null
        && List.of(ProfileType.values()).stream()
            .noneMatch(type -> type.name().equals(request.type()))) {
      throw invalid("type", "must be one of APPLICATION, SYSTEM_DEFINED");
    }
  }
}
