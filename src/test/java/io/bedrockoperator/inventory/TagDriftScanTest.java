package io.bedrockoperator.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Answer;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.reconcile.BrokenStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagDriftScanTest {

  private static final int ROUNDS = 12;
  private static final Map<String, String> TAGS = Map.of("team", "a", "stage", "prod");

  /** The index, as it answers. */
  private static final class Index extends BrokenStore {

    private final Map<String, Map<String, String>> tagsByArn = new HashMap<>();
    private final List<List<String>> asked = new ArrayList<>();
    private boolean denied;
    private int failsAfter = Integer.MAX_VALUE;

    @Override
    public Optional<Map<String, Map<String, String>>> tagsOf(List<String> arns) {
      if (asked.size() == failsAfter) {
        throw new StoreFailure(
            Kind.UNAVAILABLE,
            new Answer(
                BedrockOperation.GET_RESOURCES,
                Optional.empty(),
                OptionalInt.empty(),
                "no answer",
                Optional.empty()));
      }
      asked.add(arns);
      return denied ? Optional.empty() : Optional.of(Map.copyOf(tagsByArn));
    }
  }

  private final Index index = new Index();
  private final TagDriftScan check = new TagDriftScan(index, ROUNDS, 0);

  static Resting resting(String id, Map<String, String> tags) {
    return new Resting(
        new Owner("cluster", "team-a", id, "uid-" + id),
        AccountRegion.own("us-east-1"),
        RegionSnapshotTest.arn(id),
        ProfileRecord.NOTHING,
        tags);
  }

  private Resting tagged(String id, Map<String, String> actual) {
    index.tagsByArn.put(RegionSnapshotTest.arn(id), actual);
    return resting(id, TAGS);
  }

  @Test
  void suspectsNobodyWhoseTagsAreThere() {
    var right = tagged("a", Map.of("team", "a", "stage", "prod", "of-somebody-else", "x"));

    assertThat(check.suspects(List.of(right))).isEmpty();
  }

  @Test
  void suspectsOtherMissingAndUnknownTags() {
    var right = tagged("a", TAGS);
    var other = tagged("b", Map.of("team", "b", "stage", "prod"));
    var missing = tagged("c", Map.of("team", "a"));
    var unknown = resting("d", TAGS);

    assertThat(check.suspects(List.of(right, other, missing, unknown)))
        .containsExactlyInAnyOrder(other, missing, unknown);
  }

  @Test
  void asksForNobodyWhoseTagsAreNothingToUs() {
    assertThat(check.suspects(List.of(resting("observed", Map.of())))).isEmpty();
    assertThat(index.asked).isEmpty();
  }

  @Test
  void asksForAHundredAtOnceAndEvenlySpread() {
    var many = IntStream.range(0, 250).mapToObj(i -> tagged("p" + i, TAGS)).toList();
    var asked = new ArrayList<Integer>();

    for (var round = 0; round < ROUNDS; round++) {
      assertThat(check.suspects(many)).isEmpty();
      asked.add(index.asked.size());
    }

    assertThat(index.asked).extracting(List::size).containsExactly(100, 100, 50);
    assertThat(asked).containsExactly(1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
  }

  @Test
  void asksMoreThanOnceARoundOnlyWhereRoundsAreFew() {
    var many = IntStream.range(0, 2_400).mapToObj(i -> tagged("p" + i, TAGS)).toList();

    check.suspects(many);
    assertThat(index.asked).hasSize(2);
    IntStream.range(1, ROUNDS).forEach(round -> check.suspects(many));

    assertThat(index.asked).hasSize(24);
  }

  @ParameterizedTest
  @CsvSource({"PT30S, 30", "PT10S, 90", "PT1M15S, 12", "PT5M, 12", "PT24H, 12"})
  void takesAQuarterOfAnHourAtLeast(Duration resync, int rounds) {
    assertThat(TagDriftScan.rounds(resync)).isEqualTo(rounds);
  }

  @Test
  void checksInOneRoundOfTwelve() {
    var resting = List.of(tagged("a", TAGS));

    IntStream.range(0, 25).forEach(round -> check.suspects(resting));

    assertThat(index.asked).hasSize(3);
  }

  @Test
  void beginsWhenItIsTold() {
    var late = new TagDriftScan(index, ROUNDS, 2);
    var resting = List.of(tagged("a", TAGS));

    late.suspects(resting);
    late.suspects(resting);
    assertThat(index.asked).isEmpty();

    late.suspects(resting);
    assertThat(index.asked).hasSize(1);
  }

  @Test
  void suspectsEverybodyInTurnWhereItMayNotAsk() {
    index.denied = true;
    var many = IntStream.range(0, 30).mapToObj(i -> resting("p" + i, TAGS)).toList();
    var suspects = new ArrayList<Resting>();
    var largest = 0;

    for (var round = 0; round < ROUNDS; round++) {
      var share = check.suspects(many);
      largest = Math.max(largest, share.size());
      suspects.addAll(share);
    }

    assertThat(index.asked).hasSize(1);
    assertThat(suspects).containsExactlyInAnyOrderElementsOf(many);
    assertThat(largest).isEqualTo(3);
  }

  @Test
  void neverDoesBoth() {
    index.denied = true;
    var right = tagged("a", TAGS);
    var suspects = new ArrayList<>(check.suspects(List.of(right)));
    index.denied = false;

    for (var round = 1; round < 3 * ROUNDS; round++) {
      suspects.addAll(check.suspects(List.of(right)));
    }

    // Once in turn, and from then on by asking.
    assertThat(suspects).containsExactly(right);
    assertThat(index.asked).hasSize(3);
  }

  @Test
  void suspectsEverybodyInTurnAfterACycleWithoutAnAnswer() {
    var many = IntStream.range(0, 30).mapToObj(i -> tagged("p" + i, TAGS)).toList();
    index.failsAfter = 0;
    for (var round = 0; round < ROUNDS; round++) {
      assertThatThrownBy(() -> check.suspects(many)).isInstanceOf(StoreFailure.class);
    }

    var suspects = new ArrayList<Resting>();
    for (var round = 0; round < ROUNDS; round++) {
      suspects.addAll(check.suspects(many));
    }

    assertThat(suspects).containsExactlyInAnyOrderElementsOf(many);
    index.failsAfter = Integer.MAX_VALUE;
    assertThat(check.suspects(many)).isEmpty();
    assertThat(index.asked).hasSize(1);
  }

  @Test
  void goesOnAskingAfterAnAnswerHoweverLate() {
    var many = IntStream.range(0, 30).mapToObj(i -> tagged("p" + i, TAGS)).toList();
    index.failsAfter = 0;
    for (var round = 1; round < ROUNDS; round++) {
      assertThatThrownBy(() -> check.suspects(many)).isInstanceOf(StoreFailure.class);
    }
    index.failsAfter = Integer.MAX_VALUE;

    assertThat(check.suspects(many)).isEmpty();
    assertThat(check.suspects(many)).isEmpty();

    assertThat(index.asked).hasSize(2);
  }

  @Test
  void asksNoMoreInTheCycleInWhichItIsDenied() {
    var many = IntStream.range(0, 150).mapToObj(i -> tagged("p" + i, TAGS)).toList();
    check.suspects(many);
    index.denied = true;

    var suspects = new ArrayList<Resting>();
    for (var round = 1; round < ROUNDS; round++) {
      suspects.addAll(check.suspects(many));
    }

    assertThat(index.asked).hasSize(2);
    assertThat(suspects).containsExactlyElementsOf(many.subList(100, 150));
  }

  @Test
  void losesNoSuspectToAFailureOfTheNextBatch() {
    var many = IntStream.range(0, 2_400).mapToObj(i -> tagged("p" + i, Map.of())).toList();
    index.failsAfter = 1;
    assertThatThrownBy(() -> check.suspects(many)).isInstanceOf(StoreFailure.class);

    index.failsAfter = Integer.MAX_VALUE;
    assertThat(check.suspects(many)).containsExactlyElementsOf(many.subList(0, 400));
  }

  @Test
  void leavesOutWhoChangedMeanwhile() {
    var many = IntStream.range(0, 150).mapToObj(i -> tagged("p" + i, Map.of())).toList();
    check.suspects(many);

    var suspects = new ArrayList<Resting>();
    for (var round = 1; round < ROUNDS; round++) {
      suspects.addAll(check.suspects(many.subList(0, 101)));
    }

    assertThat(suspects).containsExactly(many.get(100));
  }

  @Test
  void triesAgainInTheNextRoundAfterAFailure() {
    index.failsAfter = 0;
    var other = tagged("a", Map.of());
    assertThatThrownBy(() -> check.suspects(List.of(other))).isInstanceOf(StoreFailure.class);

    index.failsAfter = Integer.MAX_VALUE;
    assertThat(check.suspects(List.of(other))).containsExactly(other);
  }
}
