package io.bedrockoperator.aws;

/** The operations called in the Amazon Bedrock API and in the Resource Groups Tagging API. */
public enum BedrockOperation {
  CREATE_INFERENCE_PROFILE("CreateInferenceProfile"),
  GET_INFERENCE_PROFILE("GetInferenceProfile"),
  LIST_INFERENCE_PROFILES("ListInferenceProfiles"),
  DELETE_INFERENCE_PROFILE("DeleteInferenceProfile"),
  LIST_TAGS_FOR_RESOURCE("ListTagsForResource"),
  TAG_RESOURCE("TagResource"),
  UNTAG_RESOURCE("UntagResource"),
  LIST_FOUNDATION_MODELS("ListFoundationModels"),
  GET_RESOURCES("GetResources");

  private final String value;

  BedrockOperation(String value) {
    this.value = value;
  }

  /** The name of the operation in the API. */
  public String value() {
    return value;
  }
}
