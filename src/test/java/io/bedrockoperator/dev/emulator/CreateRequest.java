package io.bedrockoperator.dev.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The input of CreateInferenceProfile. */
public record CreateRequest(
    String name,
    String copyFrom,
    @Nullable String description,
    @Nullable String token,
    List<RequestTag> tags) {

  public CreateRequest {
    tags = List.copyOf(tags);
  }

  /** Only what Bedrock requires. */
  public static CreateRequest of(String name, String copyFrom) {
    return new CreateRequest(name, copyFrom, null, null, List.of());
  }

  public CreateRequest withToken(String value) {
    return new CreateRequest(name, copyFrom, description, value, tags);
  }

  public CreateRequest withDescription(String value) {
    return new CreateRequest(name, copyFrom, value, token, tags);
  }

  public CreateRequest withTag(String key, String value) {
    var more = new ArrayList<>(tags);
    more.add(new RequestTag(key, value));
    return new CreateRequest(name, copyFrom, description, token, more);
  }

  /** Tags are a set to Bedrock: another order is no other request. */
  boolean sameParameters(CreateRequest other) {
    return name.equals(other.name)
        && copyFrom.equals(other.copyFrom)
        && Objects.equals(description, other.description)
        && Set.copyOf(tags).equals(Set.copyOf(other.tags));
  }
}
