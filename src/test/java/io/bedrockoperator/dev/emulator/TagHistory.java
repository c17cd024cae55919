package io.bedrockoperator.dev.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tags of one profile, now and at every earlier time; guarded by its Region's lock. */
final class TagHistory {
  private record Version(Map<String, String> tags, Instant since) {}

  private final List<Version> versions = new ArrayList<>();

  TagHistory(Map<String, String> tags, Instant since) {
    change(tags, since);
  }

  void change(Map<String, String> tags, Instant now) {
    // Not Map.copyOf: the order of the tags would differ from run to run.
    versions.add(new Version(Collections.unmodifiableMap(new LinkedHashMap<>(tags)), now));
  }

  Map<String, String> latest() {
    return versions.getLast().tags;
  }

  /** As they were this long ago; nothing if there never had been any by then. */
  Optional<Map<String, String>> before(Duration lag, Instant now) {
    var known =
        versions.stream().filter(version -> Stored.passed(version.since, lag, now)).toList();
    return known.stream().allMatch(version -> version.tags.isEmpty())
        ? Optional.empty()
        : Optional.of(known.getLast().tags);
  }
}
