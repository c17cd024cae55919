package io.bedrockoperator.reconcile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.inventory.Resting;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.ModelLifecycle;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.ProfileRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ResyncTest {

  private static final String SILENT = PlainDependencies.OTHER_REGION;
  private static final String GOOD = PlainDependencies.REGION;

  private final CompletableFuture<Void> answer = new CompletableFuture<>();
  private final AtomicInteger silentListings = new AtomicInteger();
  private final BlockingQueue<String> woken = new LinkedBlockingQueue<>();
  private final List<Thread> looks = new ArrayList<>();
  private final ReconcilerDependencies shared =
      PlainDependencies.of(new Store(""), System::nanoTime, new SimpleMeterRegistry());
  private final Resync resync = new Resync(shared);

  /** Every Region is empty: what rested there is gone. One does not answer for a while. */
  private final class Store extends BrokenStore {

    private final String region;

    Store(String region) {
      this.region = region;
    }

    @Override
    public ProfileStore of(AccountRegion place) {
      return new Store(place.region());
    }

    @Override
    public List<ObservedProfile> list(Runnable leaves) {
      if (region.equals(SILENT)) {
        silentListings.incrementAndGet();
        answer.join();
      }
      return List.of();
    }

    @Override
    public Optional<Map<String, Map<String, String>>> tagsOf(List<String> arns) {
      return Optional.of(Map.of());
    }

    @Override
    public Optional<Map<String, ModelLifecycle>> models() {
      return Optional.of(Map.of());
    }
  }

  @Test
  @Timeout(60)
  void oneRegionThatDoesNotAnswerDelaysNoOther() throws InterruptedException {
    var silent = resting("silent", SILENT);
    var good = resting("good", GOOD);

    round(silent, good);
    assertThat(woken.poll(10, SECONDS)).isEqualTo("good");
    awaitAllBut(1);
    round(silent, good);
    assertThat(woken.poll(10, SECONDS)).isEqualTo("good");
    awaitAllBut(1);
    answer.complete(null);

    assertThat(woken.poll(10, SECONDS)).isEqualTo("silent");
    assertThat(silentListings).hasValue(1);
  }

  @Test
  void forgetsWhatLeftWithoutAnEvent() {
    var gone = resting("gone", GOOD);

    round();

    assertThat(shared.driftIndex().resting()).isEmpty();
    assertThat(shared.driftIndex().isUnknown(gone.getMetadata().getUid())).isTrue();
  }

  @Test
  void forgetsTheResourceThatAnotherOfItsNameReplaced() {
    var first = resting("chat", GOOD);
    var second = resource("chat", "uid-of-the-next");

    shared.memories().of(second, 0);

    assertThat(shared.driftIndex().isUnknown(first.getMetadata().getUid())).isTrue();
  }

  @Test
  void forgetsTheFirstOneAlsoWhereItsDeletionIsToldOfWithTheSecond() {
    var first = resting("chat", GOOD);

    shared.memories().forget(resource("chat", "uid-of-the-next"));

    assertThat(shared.driftIndex().isUnknown(first.getMetadata().getUid())).isTrue();
  }

  private void round(InferenceProfile... watched) {
    resync.run(
        () -> Stream.of(watched),
        resource -> woken.add(resource.getMetadata().getName()),
        look -> looks.add(Thread.startVirtualThread(look)));
  }

  /** The second look at the silent Region ends at once, since the first one is under way. */
  private void awaitAllBut(int silent) {
    Awaitility.await().until(() -> looks.stream().filter(Thread::isAlive).count() == silent);
  }

  private static InferenceProfile resource(String name, String uid) {
    var resource = Resources.withStatus(Resources.status("{\"observedGeneration\": 3}"));
    resource.getMetadata().setName(name);
    resource.getMetadata().setUid(uid);
    return resource;
  }

  private InferenceProfile resting(String name, String region) {
    var resource = resource(name, "uid-" + name);
    var arn =
        "arn:aws:bedrock:%s:111122223333:application-inference-profile/%s".formatted(region, name);
    shared.memories().remember(resource, ReconcileMemory.begin(0), Optional.empty());
    shared
        .driftIndex()
        .rests(
            new Resting(
                new Owner("prod", "team-a", name, "uid-" + name),
                AccountRegion.own(region),
                arn,
                ProfileRecord.NOTHING,
                Map.of()));
    return resource;
  }
}
