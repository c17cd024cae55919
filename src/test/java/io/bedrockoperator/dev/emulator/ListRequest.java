package io.bedrockoperator.dev.emulator;

import org.jspecify.annotations.Nullable;

/** The input of ListInferenceProfiles; the type is text, because a caller may send any. */
public record ListRequest(
    @Nullable Integer maxResults, @Nullable String nextToken, @Nullable String type) {

  public static final ListRequest ALL = new ListRequest(null, null, null);
  public static final ListRequest APPLICATION =
      new ListRequest(null, null, ProfileType.APPLICATION.name());

  public ListRequest after(@Nullable String token) {
    return new ListRequest(maxResults, token, type);
  }

  public ListRequest pagesOf(int size) {
    return new ListRequest(size, nextToken, type);
  }
}
