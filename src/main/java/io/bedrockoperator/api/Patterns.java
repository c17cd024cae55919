package io.bedrockoperator.api;

/**
 * Patterns for what Bedrock and the API server accept, to match whole strings. Those for Bedrock
 * are from the API reference of CreateInferenceProfile and of its type Tag. The only difference is
 * the partition of an ARN, where the reference lists five: AWS adds partitions, and refuses unknown
 * ones itself.
 */
public final class Patterns {

  static final String NAME = "^([0-9a-zA-Z][ _-]?)+$";
  static final String DESCRIPTION = "^([0-9a-zA-Z:.][ _-]?)+$";
  static final String COPY_FROM =
      "^arn:aws[a-z-]*:bedrock:[0-9a-z-]{0,20}:([0-9]{12})?:"
          + "(inference-profile|foundation-model)/[a-zA-Z0-9:.-]+$";
  // Bedrock generates these ARNs, always with a Region and an account (Service Authorization
  // Reference, resource types of Amazon Bedrock).
  static final String APPLICATION_INFERENCE_PROFILE_ARN =
      "^arn:aws[a-z-]*:bedrock:[0-9a-z-]{1,20}:[0-9]{12}:"
          + "application-inference-profile/[a-zA-Z0-9:.-]+$";
  public static final String TAG = "^[a-zA-Z0-9\\s._:/=+@-]*$";

  // IAM and STS (their API references: AssumeRole, Role).
  public static final String ACCOUNT_ID = "^[0-9]{12}$";
  public static final String ROLE_ARN =
      "^arn:aws[a-z-]*:iam::[0-9]{12}:role/([!-.0-~]+/)*[a-zA-Z0-9_+=,.@-]{1,64}$";
  public static final String EXTERNAL_ID = "^[a-zA-Z0-9_+=,.@:/-]*$";
  public static final String REGION = "^[0-9a-z-]{1,20}$";

  /** The id at the end of {@code copyFrom}, in which an asterisk stands for any characters. */
  public static final String SOURCE_GLOB = "^[a-zA-Z0-9:.*-]+$";

  // Names and keys as the API server accepts them (Kubernetes object names, ConfigMap, labels).
  public static final String OBJECT_NAME =
      "^[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";
  public static final String NAMESPACE_NAME = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$";
  public static final String CONFIG_KEY = "^([a-zA-Z0-9_-]|[.][a-zA-Z0-9_-])[a-zA-Z0-9_.-]*$";
  public static final String METADATA_KEY =
      "^([a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*/)?"
          + "[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,61}[a-zA-Z0-9])?$";
  public static final String LABEL_VALUE = "^([a-zA-Z0-9]([a-zA-Z0-9_.-]{0,61}[a-zA-Z0-9])?)?$";

  /** Keys that control the behavior of Kubernetes, the operator and GitOps tools. */
  public static final String RESERVED_METADATA_KEY =
      "^([^/]*[.])?(kubernetes[.]io|k8s[.]io|bedrock-operator[.]io|argocd[.]argoproj[.]io)/";

  /** The names that a template may have between {@code $(} and {@code )}. */
  public static final String PLACEHOLDERS =
      "arn|id|arnPrefix|region|accountId|partition|modelId|sourceId|provider|name|namespace"
          + "|invokePolicy";

  static final String PLACEHOLDERS_IN_WORDS =
      "$(arn) $(id) $(arnPrefix) $(region) $(accountId) $(partition) $(modelId) $(sourceId)"
          + " $(provider) $(name) $(namespace) $(invokePolicy)";

  // A $ is literal unless a parenthesis follows it; two or more before a parenthesis escape it.
  static final String TEMPLATE =
      "^([^$]|[$]+[^$(]|[$][$]+[(]|[$][(](" + PLACEHOLDERS + ")[)])*[$]*$";

  private Patterns() {}
}
