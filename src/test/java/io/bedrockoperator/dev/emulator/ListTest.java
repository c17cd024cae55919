package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Refusals.assertInvalid;
import static io.bedrockoperator.dev.emulator.SampleProfiles.ACCOUNT;
import static io.bedrockoperator.dev.emulator.SampleProfiles.EAST;
import static io.bedrockoperator.dev.emulator.SampleProfiles.NEW_YEAR;
import static io.bedrockoperator.dev.emulator.SampleProfiles.NOVA;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListTest {
  private final EmulatedAccount account =
      new EmulatedAccount(ACCOUNT, InstantSource.fixed(NEW_YEAR), 1);

  private String create(String name) {
    return account.create(EAST, CreateRequest.of(name, NOVA)).arn();
  }

  private List<Profile> application() {
    return account.list(EAST, ListRequest.APPLICATION).profiles();
  }

  @Test
  void withoutATypeBothKindsAreListed() {
    create("a");
    var all = account.list(EAST, ListRequest.ALL).profiles();
    var system = account.list(EAST, new ListRequest(null, null, "SYSTEM_DEFINED")).profiles();

    assertThat(all).hasSize(system.size() + 1).containsAll(system).containsAll(application());
    assertThat(system).allMatch(profile -> profile.type() == ProfileType.SYSTEM_DEFINED);
    assertInvalid(() -> account.list(EAST, new ListRequest(null, null, "application")));
  }

  @Test
  void pagesHoldEveryProfileOnceWhateverIsDeletedMeanwhile() {
    var arns = IntStream.range(0, 7).mapToObj(i -> create("a" + i)).toList();
    var seen = new ArrayList<String>();
    var request = ListRequest.APPLICATION.pagesOf(3);

    var page = account.list(EAST, request);
    page.profiles().forEach(profile -> seen.add(profile.arn()));
    account.delete(EAST, arns.get(2));
    while (page.nextToken() != null) {
      page = account.list(EAST, request.after(page.nextToken()));
      page.profiles().forEach(profile -> seen.add(profile.arn()));
    }

    assertThat(seen).containsExactlyElementsOf(arns);
  }

  @Test
  void aFullLastPageHasNoToken() {
    account.configure(s -> s.withPageSize(2));
    create("a");
    create("b");
    assertThat(account.list(EAST, ListRequest.APPLICATION).nextToken()).isNull();
    create("c");
    var page = account.list(EAST, ListRequest.APPLICATION);
    assertThat(page.profiles()).hasSize(2);
    assertThat(page.nextToken()).isNotNull();
  }
}
