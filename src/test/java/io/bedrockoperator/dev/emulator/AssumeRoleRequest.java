package io.bedrockoperator.dev.emulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of AssumeRole that are emulated. */
public record AssumeRoleRequest(
    String roleArn,
    String sessionName,
    @Nullable String externalId,
    @Nullable Integer durationSeconds,
    Map<String, String> tags) {

  public static AssumeRoleRequest of(String roleArn, String sessionName) {
    return new AssumeRoleRequest(roleArn, sessionName, null, null, Map.of());
  }

  public AssumeRoleRequest withExternalId(String value) {
    return new AssumeRoleRequest(roleArn, sessionName, value, durationSeconds, tags);
  }
}
