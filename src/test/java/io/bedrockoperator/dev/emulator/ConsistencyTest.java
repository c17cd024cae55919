package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Refusals.assertNotFound;
import static io.bedrockoperator.dev.emulator.SampleProfiles.ACCOUNT;
import static io.bedrockoperator.dev.emulator.SampleProfiles.EAST;
import static io.bedrockoperator.dev.emulator.SampleProfiles.MINUTE;
import static io.bedrockoperator.dev.emulator.SampleProfiles.NEW_YEAR;
import static io.bedrockoperator.dev.emulator.SampleProfiles.NOVA;
import static io.bedrockoperator.dev.emulator.SampleProfiles.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.EmulatorSettings.Lag;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsistencyTest {
  private final VirtualTime time = new VirtualTime(NEW_YEAR);
  private final EmulatedAccount account = new EmulatedAccount(ACCOUNT, time, 1);

  private String create(String name) {
    return account.create(EAST, CreateRequest.of(name, NOVA)).arn();
  }

  private List<Profile> application() {
    return account.list(EAST, ListRequest.APPLICATION).profiles();
  }

  @Test
  void readsMayNotSeeACreationYet() {
    account.configure(s -> s.withReads(Lag.ofCreations(MINUTE)));
    var arn = create("a");

    assertNotFound(() -> account.get(EAST, arn));
    assertNotFound(() -> account.listTags(EAST, arn));
    assertNotFound(() -> account.tag(EAST, arn, List.of(new RequestTag("k", "v"))));
    assertNotFound(() -> account.untag(EAST, arn, List.of("k")));
    assertThat(application()).extracting(Profile::arn).containsExactly(arn);
    time.advance(MINUTE);
    assertThat(account.get(EAST, arn).arn()).isEqualTo(arn);
    account.delete(EAST, arn);
  }

  @Test
  void listsMayNotSeeACreationYet() {
    account.configure(s -> s.withLists(Lag.ofCreations(MINUTE)));
    var arn = create("a");

    assertThat(account.get(EAST, arn).arn()).isEqualTo(arn);
    assertThat(application()).isEmpty();
    time.advance(MINUTE);
    assertThat(application()).hasSize(1);
  }

  @Test
  void aDeleteMayNotSeeACreationYet() {
    account.configure(s -> s.withDeletes(Lag.ofCreations(MINUTE)));
    var arn = create("a");

    assertNotFound(() -> account.delete(EAST, arn));
    assertThat(account.outside(EAST).profiles()).hasSize(1);
    time.advance(MINUTE);
    account.delete(EAST, arn);
    assertThat(account.outside(EAST).profiles()).isEmpty();
  }

  @Test
  void readsAndListsMayStillSeeADeletedProfile() {
    account.configure(s -> s.withReads(Lag.ofDeletions(SECOND)).withLists(Lag.ofDeletions(MINUTE)));
    var arn = create("a");
    account.delete(EAST, arn);

    assertThat(account.get(EAST, arn).status()).isEqualTo("ACTIVE");
    assertNotFound(() -> account.delete(EAST, arn));
    time.advance(SECOND);
    assertNotFound(() -> account.get(EAST, arn));
    assertThat(application()).hasSize(1);
    time.advance(MINUTE);
    assertThat(application()).isEmpty();
  }

  @Test
  void aSecondDeleteMayStillSucceedAndDoesNotDelayTheEnd() {
    account.configure(s -> s.withDeletes(Lag.ofDeletions(MINUTE)));
    var arn = create("a");
    account.delete(EAST, arn);
    time.advance(MINUTE.minus(SECOND));
    account.delete(EAST, arn);
    time.advance(SECOND);
    assertNotFound(() -> account.delete(EAST, arn));
  }
}
