package io.bedrockoperator.dev.bench;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a watch has shown of one resource.
 *
 * @param ready Ready is True and there is an ARN
 * @param since when {@code ready} and {@code arn} became what they are
 * @param firstReady when it was Ready for the first time
 * @param complete when its status said for the first time all that can be known: it was Ready, and
 *     the type of the profile was there, which only a look at Bedrock after the creation tells
 */
record WatchedResource(
    boolean ready,
    @Nullable String arn,
    Instant since,
    @Nullable Instant firstReady,
    @Nullable Instant complete) {

  static WatchedResource of(
      @Nullable WatchedResource before, InferenceProfile resource, Instant now) {
    var status = Optional.ofNullable(resource.getStatus());
    var arn = status.map(InferenceProfileStatus::inferenceProfileArn).orElse(null);
    var ready = arn != null && status.filter(WatchedResource::saysReady).isPresent();
    var known = ready && status.map(InferenceProfileStatus::type).isPresent();
    var first = before == null ? new WatchedResource(false, null, now, null, null) : before;
    return new WatchedResource(
        ready,
        arn,
        first.isReadyAs(ready, arn) ? first.since : now,
        first.firstReady == null && ready ? now : first.firstReady,
        first.complete == null && known ? now : first.complete);
  }

  private static boolean saysReady(InferenceProfileStatus status) {
    return Optional.ofNullable(status.conditions()).orElse(List.of()).stream()
        .anyMatch(
            condition -> "Ready".equals(condition.type()) && "True".equals(condition.status()));
  }

  private boolean isReadyAs(boolean otherReady, @Nullable String otherArn) {
    return ready == otherReady && Optional.ofNullable(arn).equals(Optional.ofNullable(otherArn));
  }

  boolean isComplete() {
    return complete != null;
  }

  Optional<String> arnNow() {
    return Optional.ofNullable(arn);
  }

  Optional<Instant> readyAt() {
    return Optional.ofNullable(firstReady);
  }

  Optional<Instant> completeAt() {
    return Optional.ofNullable(complete);
  }

  /** No longer Ready with that profile: its loss was noticed. */
  boolean hasLost(String profile) {
    return !ready || !profile.equals(arn);
  }
}
