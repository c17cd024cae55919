package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.crd.OlderCrd;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that AWS calls taken. */
class NameConflictTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String CREATE = "CreateInferenceProfile";

  private final QuietWorld world = new QuietWorld();

  /** Of a name that nobody can be seen to hold, the token may be what AWS refuses. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherTokenIsTriedWhereNobodyHoldsTheName(boolean crdKeepsTheRefusal) {
    if (!crdKeepsTheRefusal) {
      world.cluster().install(OlderCrd.without("status.refusal"));
      world.world().replicas().forEach(Replica::checkSchema);
    }
    world.fails(CREATE, Kind.CONFLICT);
    world.apply("chat");

    world.world().pass(HOUR);

    assertThat(token()).startsWith(world.uid("chat") + "-");
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "THROTTLED", "UNEXPECTED"})
  void aFailureThatIsNotAboutTheNameKeepsTheToken(Kind kind) {
    world.fails(CREATE, Kind.CONFLICT);
    world.apply("chat");
    world.world().pass(HOUR);
    world.fails(CREATE, kind);
    world.world().pass(Duration.ofMinutes(10));
    var before = token();

    var hour = world.world().pass(HOUR);

    assertThat(token()).isEqualTo(before);
    assertThat(hour.requests(SimulatedApiServer.CREATE_EVENT)).isZero();
  }

  @Test
  void whatFailedMeanwhileIsNotWhatIsWrongWithTheName() {
    var holder = world.settled(1).getFirst();
    world.apply("late", Manifest.of(holder));
    world.world().pass(Duration.ofMinutes(1));
    world.fails("ListInferenceProfiles", Kind.THROTTLED);
    world.world().pass(Duration.ofMinutes(10));
    world.world().hazard().disarm();

    world.world().pass(HOUR);

    assertThat(world.ready("late")).isEqualTo("False NameConflict");
    assertThat(world.resource("late").getStatus().error()).isNull();
  }

  @Test
  void aProfileThatIsGoneButForItsTagsHoldsNoResourceBack() {
    var chat = world.settled(1).getFirst();
    world.fails("DeleteInferenceProfile", Kind.NOT_FOUND);
    world.cluster().delete(chat);

    world.until(() -> world.cluster().get(chat).isEmpty());
  }

  private String token() {
    return Objects.requireNonNull(world.resource("chat").getStatus().clientRequestToken());
  }
}
