package io.bedrockoperator.dev.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One application profile, alive or dead; guarded by its Region's lock. */
final class Stored {
  private final CreateRequest request;
  private final String arn;
  private final String id;
  private final List<String> models;
  private final Instant createdAt;
  private final TagHistory tags;
  private Instant updatedAt;
  private @Nullable Instant deletedAt;

  Stored(CreateRequest request, String arn, String id, List<String> models, Instant createdAt) {
    this.request = request;
    this.arn = arn;
    this.id = id;
    this.models = models;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
    var first = new LinkedHashMap<String, String>();
    request.tags().forEach(tag -> first.put(tag.key(), tag.value()));
    this.tags = new TagHistory(first, createdAt);
  }

  String arn() {
    return arn;
  }

  String id() {
    return id;
  }

  String name() {
    return request.name();
  }

  Map<String, String> tags() {
    return tags.latest();
  }

  void tag(Map<String, String> all, Instant now) {
    tags.change(all, now);
  }

  /** What an index shows that is this far behind; nothing of what it does not list. */
  Optional<Map<String, String>> indexedTags(Duration lag, Instant now) {
    return alive() || deadFor(lag, now) ? tags.before(lag, now) : Optional.empty();
  }

  boolean alive() {
    return deletedAt == null;
  }

  void delete(Instant now) {
    deletedAt = now;
  }

  void touch(Instant now) {
    updatedAt = now;
  }

  boolean visible(EmulatorSettings.Lag lag, Instant now) {
    return passed(createdAt, lag.creation(), now) && (alive() || deadFor(lag.deletion(), now));
  }

  /** Whether it is dead and its death is not yet this long ago. */
  boolean deadFor(Duration atMost, Instant now) {
    return deletedAt != null && !passed(deletedAt, atMost, now);
  }

  String status(EmulatorSettings.Creation creation, Instant now) {
    return passed(createdAt, creation.activeAfter(), now) ? "ACTIVE" : creation.firstStatus();
  }

  Profile view(EmulatorSettings settings, Instant now) {
    return new Profile(
        request.name(),
        request.description(),
        createdAt,
        updatedAt,
        arn,
        models,
        id,
        status(settings.creation(), now),
        ProfileType.APPLICATION);
  }

  Held held(EmulatorSettings settings, Instant now) {
    return new Held(view(settings, now), request.copyFrom(), tags());
  }

  static boolean passed(Instant since, Duration span, Instant now) {
    return Duration.between(since, now).compareTo(span) >= 0;
  }
}
