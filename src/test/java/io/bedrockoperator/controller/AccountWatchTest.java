package io.bedrockoperator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bedrockoperator.account.OwnTenancy;
import io.bedrockoperator.account.Tenancy;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.BedrockAccountSpec;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.kubernetes.Tenants;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A thousand profiles in twenty accounts, each account with its namespace. */
class AccountWatchTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final int ACCOUNTS = 20;
  private static final int PROFILES = 50;

  private final Tenants tenants = new Tenants();
  private final List<String> used = new ArrayList<>();
  private final AccountWatch watch =
      new AccountWatch(
          tenants,
          new Tenancy(
              tenants,
              OwnTenancy.TENANCY.sessions(),
              OwnTenancy.TENANCY.ownAccount(),
              OwnTenancy.TENANCY.policy()),
          used::add);
  private final List<BedrockAccount> accounts =
      new ArrayList<>(IntStream.range(0, ACCOUNTS).mapToObj(n -> account(n, "")).toList());

  private static <T> T read(String yaml, Class<T> type) {
    try {
      return YAML.readValue(yaml, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static BedrockAccount account(int number, String more) {
    return read(
        """
        metadata: {name: account-%1$d, uid: uid-%1$d, generation: 1, finalizers: [%2$s]}
        spec:
          accountId: "%3$d"
          allowedNamespaces: {names: [team-%1$d]}
          namespaceLabelsAsTags: [{label: team, tag: team}]
          %4$s
        """
            .formatted(number, BedrockAccount.FINALIZER, 222_200_000_000L + number, more),
        BedrockAccount.class);
  }

  private static InferenceProfile profile(int team, int number) {
    return read(
        """
        metadata: {name: chat-%1$d, namespace: team-%2$d, uid: uid-%1$d-%2$d, finalizers: [%3$s]}
        spec: {inferenceProfileName: chat-%1$d}
        status: {accountId: "%4$d", accountRef: {name: account-%2$d}}
        """
            .formatted(number, team, InferenceProfile.FINALIZER, 222_200_000_000L + team),
        InferenceProfile.class);
  }

  private static Stream<InferenceProfile> profiles() {
    return IntStream.range(0, ACCOUNTS)
        .boxed()
        .flatMap(team -> IntStream.range(0, PROFILES).mapToObj(number -> profile(team, number)));
  }

  private static Namespace namespace(int team, String label) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName("team-" + team)
        .addToLabels("team", label)
        .addToLabels("other", label)
        .endMetadata()
        .build();
  }

  @BeforeEach
  void list() {
    IntStream.range(0, ACCOUNTS).forEach(team -> tenants.namespaceIs(namespace(team, "a")));
    var unused = watch.relisted(accounts, Stream.empty());
  }

  /** They may have been reconciled before anybody knew of the profiles in them. */
  @Test
  void wakesEachAccountOnceTheProfilesAreListed() {
    assertThat(used)
        .containsExactlyInAnyOrderElementsOf(
            accounts.stream().map(account -> account.getMetadata().getName()).toList());
    used.clear();

    var unused = watch.relisted(accounts.subList(0, 3), Stream.empty());

    assertThat(used).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          suspend: true
          roleArn: "arn:aws:iam::222200000003:role/x"
          tags: [{key: a, value: b}]
          profileQuota: 5
          """)
  void wakesTheProfilesOfAnAccountThatWasEdited(String edit) {
    accounts.set(3, account(3, edit));

    assertThat(watch.relisted(accounts, profiles()))
        .hasSize(PROFILES)
        .allMatch(profile -> profile.getMetadata().getNamespace().equals("team-3"));
  }

  @Test
  void wakesNobodyForAStatusOrForAnAccountThatConcernsNobody() {
    accounts.set(3, account(3, "suspend: false"));
    accounts.add(account(30, ""));

    assertThat(watch.relisted(accounts, profiles())).isEmpty();
  }

  @Test
  void wakesNobodyWhenAnotherNamespaceIsAllowedAsWell() {
    var shared = account(3, "");
    shared.getMetadata().setGeneration(2L);
    shared.setSpec(
        read(
            """
            accountId: "222200000003"
            allowedNamespaces: {names: [team-3, team-40]}
            namespaceLabelsAsTags: [{label: team, tag: team}]
            """,
            BedrockAccountSpec.class));
    accounts.set(3, shared);

    assertThat(watch.relisted(accounts, profiles())).isEmpty();
  }

  @Test
  void wakesWhomAnotherAccountAllows() {
    var bare = profile(25, 0);
    bare.getMetadata().setFinalizers(List.of());
    bare.setStatus(null);
    accounts.add(account(25, ""));

    assertThat(watch.relisted(accounts, Stream.concat(profiles(), Stream.of(bare))))
        .containsExactly(bare);
  }

  @ParameterizedTest
  @CsvSource({"team,true", "other,false"})
  void wakesWhomALabelConcerns(String label, boolean concerned) {
    UnaryOperator<Namespace> relabelled =
        namespace ->
            new NamespaceBuilder(namespace)
                .editMetadata()
                .addToLabels(label, "b")
                .endMetadata()
                .build();
    var before = namespace(3, "a");

    assertThat(
            watch.concerns(
                profile(3, 0), Tenants.tenant(before), Tenants.tenant(relabelled.apply(before))))
        .isEqualTo(concerned);
  }

  @Test
  void tellsAnAccountOfProfilesThatComeAndGo() {
    var held = profile(3, 0);
    var bare = profile(3, 0);
    bare.getMetadata().setFinalizers(List.of());
    used.clear();

    watch.changed(bare, held);
    watch.changed(held, held);
    watch.changed(held, bare);

    assertThat(used).containsExactly("account-3", "account-3");
  }
}
