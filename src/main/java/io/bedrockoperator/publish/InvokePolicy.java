package io.bedrockoperator.publish;

import io.bedrockoperator.profile.Arn;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The IAM policy that allows applications to invoke the models through one profile, and in no other
 * way (Bedrock user guide, "Prerequisites for inference profiles" and "Global cross-Region
 * inference"). Converse needs no action of its own.
 */
final class InvokePolicy {

  private static final String ACTIONS =
      "[\"bedrock:InvokeModel\",\"bedrock:InvokeModelWithResponseStream\"]";

  /** Excludes everything that would widen the policy or end a JSON string. */
  private static final Pattern RESOURCE = Pattern.compile("[a-zA-Z0-9:/._-]+");

  private InvokePolicy() {}

  /**
   * Returns the policy as one line of JSON.
   *
   * @param models ARNs; one without a Region stands for any Region that AWS chooses
   * @throws NotPublishable if there are no models, or if an ARN cannot be put into a policy
   */
  static String of(String profile, List<String> models) throws NotPublishable {
    if (models.isEmpty()
        || !isResource(profile)
        || !models.stream().allMatch(InvokePolicy::isResource)) {
      throw NotPublishable.withoutValue(
          "invokePolicy", "Bedrock does not name the models behind the profile");
    }
    var regional = models.stream().filter(InvokePolicy::namesRegion).toList();
    var global = models.stream().filter(arn -> !namesRegion(arn)).toList();
    var throughProfile = "\"bedrock:InferenceProfileArn\":\"%s\"".formatted(profile);
    var statements = new StringBuilder(statement("InvokeProfile", List.of(profile), ""));
    if (!regional.isEmpty()) {
      statements
          .append(',')
          .append(statement("InvokeModelsOnlyThroughProfile", regional, throughProfile));
    }
    if (!global.isEmpty()) {
      statements
          .append(',')
          .append(
              statement(
                  "InvokeModelsInAnyRegionOnlyThroughProfile",
                  global,
                  throughProfile + ",\"aws:RequestedRegion\":\"unspecified\""));
    }
    return "{\"Version\":\"2012-10-17\",\"Statement\":[%s]}".formatted(statements);
  }

  private static boolean isResource(String arn) {
    return RESOURCE.matcher(arn).matches();
  }

  private static boolean namesRegion(String arn) {
    return Arn.parse(arn).filter(parsed -> !parsed.region().isEmpty()).isPresent();
  }

  private static String statement(String name, List<String> resources, String condition) {
    var condensed =
        condition.isEmpty() ? "" : ",\"Condition\":{\"StringEquals\":{%s}}".formatted(condition);
    return "{\"Sid\":\"%s\",\"Effect\":\"Allow\",\"Action\":%s,\"Resource\":%s%s}"
        .formatted(name, ACTIONS, texts(resources), condensed);
  }

  private static String texts(List<String> arns) {
    return arns.stream().sorted().collect(Collectors.joining("\",\"", "[\"", "\"]"));
  }
}
