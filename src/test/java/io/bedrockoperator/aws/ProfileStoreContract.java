package io.bedrockoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.Owner;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link ProfileStore} does, whatever is behind it: here, an account without lags. */
public interface ProfileStoreContract {

  String NOVA = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";

  DesiredProfile CHAT =
      new DesiredProfile(
          "us-east-1",
          "chat",
          Optional.of("Chat assistant"),
          NOVA,
          Map.of("team", "a"),
          new Owner("prod", "team-a", "chat", "uid-1"));

  String GONE = "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/06vsfs68yb4g";

  /** Of us-east-1, where nothing is yet. */
  ProfileStore store();

  @Test
  default void createsOnceForEachToken() {
    var first = store().create(CHAT, "uid-1");

    assertThat(store().create(CHAT, "uid-1").arn()).isEqualTo(first.arn());
    assertThat(store().list(() -> {})).hasSize(1);
  }

  @Test
  default void findsWhatItListsWithAllTags() {
    var arn = store().create(CHAT, "uid-1").arn();

    assertThat(store().list(() -> {})).containsExactly(store().find(arn).orElseThrow());
    assertThat(store().tags(arn)).hasValue(CHAT.allTags());
    assertThat(store().find(arn).orElseThrow().models()).containsExactly(NOVA);
  }

  @Test
  default void knowsNothingOfWhatIsNotThere() {
    assertThat(store().find(GONE)).isEmpty();
    assertThat(store().tags(GONE)).isEmpty();
    assertThat(store().delete(GONE)).isEmpty();
    assertThat(store().list(() -> {})).isEmpty();
  }

  @Test
  default void tellsThatAListingLeavesBeforeItsAnswer() {
    var left = new AtomicInteger();

    store().list(left::incrementAndGet);

    assertThat(left).hasValue(1);
  }

  @Test
  default void callsAConflictOfAnotherTokenAConflictOfTheCreation() {
    store().create(CHAT, "uid-1");

    var conflict = catchThrowableOfType(StoreFailure.class, () -> store().create(CHAT, "uid-2"));

    assertThat(conflict.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(conflict.answer().operation()).isEqualTo(BedrockOperation.CREATE_INFERENCE_PROFILE);
    assertThat(conflict.isRefusal()).isTrue();
  }

  @Test
  default void putsAndRemovesTags() {
    var arn = store().create(CHAT, "uid-1").arn();

    store().retag(arn, Map.of("stage", "prod"), Set.of("team"));

    assertThat(store().tags(arn).orElseThrow())
        .containsEntry("stage", "prod")
        .doesNotContainKey("team");
  }

  @Test
  default void deletesWhatItFindsNoMore() {
    var arn = store().create(CHAT, "uid-1").arn();

    assertThat(store().delete(arn)).isPresent();
    assertThat(store().find(arn)).isEmpty();
    assertThat(store().delete(arn)).isEmpty();
  }

  @Test
  default void knowsTheModelsOfASource() {
    assertThat(store().modelsOf(NOVA)).containsExactly(NOVA);
    assertThat(
            store()
                .modelsOf(
                    "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0"))
        .hasSizeGreaterThan(1);
  }
}
