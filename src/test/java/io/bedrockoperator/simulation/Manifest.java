package io.bedrockoperator.simulation;

import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What users apply. */
final class Manifest {

  static final String REGION = "us-east-1";
  static final String OTHER_REGION = "us-west-2";
  static final String SOURCE = source(REGION);

  private Manifest() {}

  static String source(String region) {
    return "arn:aws:bedrock:%s:111122223333:inference-profile/us.amazon.nova-lite-v1:0"
        .formatted(region);
  }

  /** For whatever account the profile is to live in. */
  static String copyFrom(String region) {
    return "arn:aws:bedrock:%s::inference-profile/us.amazon.nova-lite-v1:0".formatted(region);
  }

  static InferenceProfileSpec of(String profileName) {
    return in(REGION, profileName);
  }

  static InferenceProfileSpec in(String region, String profileName) {
    return in(region, profileName, null, null, null);
  }

  /** Absent policies are left to their defaults. */
  static InferenceProfileSpec of(
      String profileName,
      @Nullable String deletionPolicy,
      @Nullable String recreatePolicy,
      @Nullable Adopt adopt) {
    return in(REGION, profileName, deletionPolicy, recreatePolicy, adopt);
  }

  /** Absent policies are left to their defaults. */
  static InferenceProfileSpec in(
      String region,
      String profileName,
      @Nullable String deletionPolicy,
      @Nullable String recreatePolicy,
      @Nullable Adopt adopt) {
    return new InferenceProfileSpec(
        profileName,
        null,
        new ModelSource(copyFrom(region)),
        List.of(new Tag("team", "a")),
        deletionPolicy,
        recreatePolicy,
        null,
        null,
        adopt,
        null,
        null,
        Map.of());
  }
}
