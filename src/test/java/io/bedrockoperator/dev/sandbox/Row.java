package io.bedrockoperator.dev.sandbox;

import java.util.List;
import java.util.Optional;

/** One resource in the table. What somebody applied later has no expectation. */
record Row(Key key, Optional<Expectation> expectation, State state) {

  static final List<String> HEADER =
      List.of("NAMESPACE", "NAME", "READY", "REASON", "STATUS", "PROFILE-ID", "EXPECTED");

  /** Columns keep their width while words and ids appear in them. */
  static final List<String> WIDE =
      List.of("", "", "Unknown", "AdoptionRefused", "CREATING", "06vsfs68yb4g", "");

  Row with(State newState) {
    return new Row(key, expectation, newState);
  }

  boolean asExpected() {
    return expectation.map(expected -> expected.isMetBy(state)).orElse(true);
  }

  List<String> cells() {
    return List.of(
        key.namespace(),
        key.name(),
        state.ready(),
        state.reason(),
        state.status(),
        state.profileId(),
        expected());
  }

  private String expected() {
    var reason = expectation.map(Expectation::reason).orElse("");
    return state.settled() && !asExpected() ? reason + " (differs)" : reason;
  }
}
