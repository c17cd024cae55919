package io.bedrockoperator.simulation;

import io.bedrockoperator.profile.ObservedProfile;
import java.util.List;

/** What Bedrock may say of a profile one day. */
final class Disguise {

  private Disguise() {}

  static ObservedProfile withStatus(ObservedProfile profile, String status) {
    return with(profile, status, profile.type(), profile.models());
  }

  static ObservedProfile withType(ObservedProfile profile, String type) {
    return with(profile, profile.status(), type, profile.models());
  }

  static ObservedProfile withModels(ObservedProfile profile, List<String> models) {
    return with(profile, profile.status(), profile.type(), models);
  }

  private static ObservedProfile with(
      ObservedProfile profile, String status, String type, List<String> models) {
    return new ObservedProfile(
        profile.arn(),
        profile.id(),
        profile.name(),
        profile.description(),
        status,
        type,
        models,
        profile.createdAt());
  }
}
