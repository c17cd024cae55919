package io.bedrockoperator.simulation;

import io.bedrockoperator.api.AllowedNamespaces;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.BedrockAccountSpec;
import io.bedrockoperator.dev.emulator.EmulatedAccount;
import io.bedrockoperator.dev.emulator.EmulatorSettings;
import io.bedrockoperator.dev.emulator.Outside;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.Pin;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The AWS accounts, and the two BedrockAccounts that stand for those that are not the operator's
 * own.
 */
final class SimulatedAccounts {

  static final String OWN = "111122223333";

  private static final List<String> IDS = List.of("222233334444", "444455556666");
  private static final List<String> TENANTS = List.of("team-a", "team-b");

  /** A BedrockAccount as it is now. */
  private record State(boolean exists, List<String> namespaces, boolean suspended, String id) {}

  private final Map<String, EmulatedAccount> accounts = new LinkedHashMap<>();
  private final List<State> states = new ArrayList<>();
  private final List<Boolean> denied = new ArrayList<>(List.of(false, false));
  private final List<Runnable> watchers = new ArrayList<>();
  private @Nullable Integer mostPerNamespace;
  private long version;

  SimulatedAccounts(InstantSource clock, long seed) {
    Stream.concat(Stream.of(OWN), IDS.stream())
        .forEach(id -> accounts.put(id, new EmulatedAccount(id, clock, seed + accounts.size())));
    for (var id : IDS) {
      states.add(new State(false, List.of(), false, id));
    }
  }

  EmulatedAccount own() {
    return of(OWN);
  }

  /** Where that profile is, or was. */
  Outside outsideOf(String arn) {
    var parsed = Arn.parse(arn).orElseThrow();
    return of(parsed.account()).outside(parsed.region());
  }

  EmulatedAccount of(String id) {
    return Optional.ofNullable(accounts.get(id)).orElseThrow();
  }

  Collection<EmulatedAccount> all() {
    return accounts.values();
  }

  void configure(UnaryOperator<EmulatorSettings> change) {
    all().forEach(account -> account.configure(change));
  }

  /** Whether AWS lets the operator act there. */
  boolean isDenied(String id) {
    return IDS.contains(id) && denied.get(IDS.indexOf(id));
  }

  void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** From the beginning, each tenant has an account. */
  void createBoth() {
    for (var number = 0; number < IDS.size(); number++) {
      change(number, Step.ChangeAccount.Change.CREATE);
    }
  }

  void change(int number, Step.ChangeAccount.Change deed) {
    var now = states.get(number);
    switch (deed) {
      case DENY_ROLE -> denied.set(number, true);
      case GRANT_ROLE -> denied.set(number, false);
      case ALLOW_ITS_OWN -> become(number, allowing(now, List.of(TENANTS.get(number))));
      case ALLOW_BOTH -> become(number, allowing(now, TENANTS));
      case ALLOW_NOBODY -> become(number, allowing(now, List.of()));
      case SUSPEND -> become(number, new State(now.exists, now.namespaces, true, now.id));
      case RESUME -> become(number, new State(now.exists, now.namespaces, false, now.id));
      case REMOVE -> become(number, new State(false, List.of(), false, now.id));
      case CREATE -> become(number, created(now, number, IDS.get(number)));
      case CREATE_ELSEWHERE -> become(number, created(now, number, IDS.get(1 - number)));
    }
  }

  /** From now on, no namespace may have more profiles in an account. */
  void allowAtMost(int profiles) {
    mostPerNamespace = profiles;
    changed();
  }

  private static State allowing(State now, List<String> namespaces) {
    return new State(now.exists, namespaces, now.suspended, now.id);
  }

  private static State created(State now, int number, String id) {
    return now.exists ? now : new State(true, List.of(TENANTS.get(number)), false, id);
  }

  private void become(int number, State next) {
    states.set(number, next);
    changed();
  }

  private void changed() {
    version++;
    List.copyOf(watchers).forEach(Runnable::run);
  }

  /**
   * Everybody may be where he is: where one account ever was, both are there, and a new profile
   * goes to the first.
   */
  void heal(boolean ever) {
    if (!ever) {
      return;
    }
    for (var number = 0; number < IDS.size(); number++) {
      denied.set(number, false);
      states.set(number, new State(true, TENANTS, false, IDS.get(number)));
    }
    become(1, new State(true, List.of("*"), false, IDS.get(1)));
  }

  /** Under that name, and in AWS that very account. */
  boolean isThere(Optional<Pin> pin) {
    return list().stream()
        .map(
            is ->
                new Pin(
                    String.valueOf(is.getSpec().accountId()),
                    Optional.of(is.getMetadata().getName())))
        .anyMatch(is -> pin.equals(Optional.of(is)));
  }

  boolean isAnyThere() {
    return states.stream().anyMatch(State::exists);
  }

  /** As the API server has them. */
  List<BedrockAccount> list() {
    var all = new ArrayList<BedrockAccount>();
    for (var number = 0; number < states.size(); number++) {
      if (states.get(number).exists) {
        all.add(resource(number, states.get(number)));
      }
    }
    return all;
  }

  private BedrockAccount resource(int number, State state) {
    var resource = new BedrockAccount();
    resource.setMetadata(
        new ObjectMetaBuilder()
            .withName("account-" + number)
            .withUid("uid-of-account-%d-in-%s".formatted(number, state.id))
            .withGeneration(version)
            .withFinalizers(BedrockAccount.FINALIZER)
            .build());
    resource.setSpec(
        new BedrockAccountSpec(
            state.id,
            "arn:aws:iam::%s:role/operator".formatted(state.id),
            null,
            null,
            allowed(state.namespaces),
            null,
            null,
            null,
            null,
            null,
            mostPerNamespace,
            null,
            state.suspended,
            Map.of()));
    return resource;
  }

  private static AllowedNamespaces allowed(List<String> namespaces) {
    return namespaces.contains("*")
        ? new AllowedNamespaces(null, null, true)
        : new AllowedNamespaces(namespaces, null, null);
  }
}
