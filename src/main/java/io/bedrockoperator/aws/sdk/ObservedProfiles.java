package io.bedrockoperator.aws.sdk;

import io.bedrockoperator.profile.ObservedProfile;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.bedrock.model.GetInferenceProfileResponse;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileModel;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileSummary;

/** Translates the profiles of the AWS SDK. */
final class ObservedProfiles {

  private ObservedProfiles() {}

  static ObservedProfile of(GetInferenceProfileResponse answer) {
    return new ObservedProfile(
        answer.inferenceProfileArn(),
        orEmpty(answer.inferenceProfileId()),
        orEmpty(answer.inferenceProfileName()),
        Optional.ofNullable(answer.description()),
        orEmpty(answer.statusAsString()),
        orEmpty(answer.typeAsString()),
        arns(answer.models()),
        Optional.ofNullable(answer.createdAt()));
  }

  static ObservedProfile of(InferenceProfileSummary summary) {
    return new ObservedProfile(
        summary.inferenceProfileArn(),
        orEmpty(summary.inferenceProfileId()),
        orEmpty(summary.inferenceProfileName()),
        Optional.ofNullable(summary.description()),
        orEmpty(summary.statusAsString()),
        orEmpty(summary.typeAsString()),
        arns(summary.models()),
        Optional.ofNullable(summary.createdAt()));
  }

  static List<String> arns(List<InferenceProfileModel> models) {
    return models.stream().map(InferenceProfileModel::modelArn).toList();
  }

  static String orEmpty(String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
