package io.bedrockoperator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.account.AccountDirectory;
import io.bedrockoperator.account.AccountParser;
import io.bedrockoperator.account.AccountTerms;
import io.bedrockoperator.account.ListedAccount;
import io.bedrockoperator.account.OwnTenancy;
import io.bedrockoperator.account.Tenancy;
import io.bedrockoperator.account.TenantNamespace;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.profile.OwnAccountPolicy;
import io.bedrockoperator.profile.plan.Action;
import io.bedrockoperator.profile.plan.Action.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets a slot in an account that gives each namespace one. */
class CreationSlotsTest {

  private static final String SPEC =
      "\"inferenceProfileName\": \"p\", \"modelSource\": {\"copyFrom\":"
          + " \"arn:aws:bedrock:us-east-1::inference-profile/us.m\"}";
  private static final String TAGGED = "\"tags\": [{\"key\": \"owner\", \"value\": \"me\"}]";
  private static final Map<String, String> SPECS =
      Map.ofEntries(
          Map.entry("valid", SPEC + "," + TAGGED),
          Map.entry("suspended", SPEC + "," + TAGGED + ", \"suspend\": true"),
          Map.entry("observing", SPEC + "," + TAGGED + ", \"managementPolicy\": \"Observe\""),
          Map.entry("adopting", SPEC + "," + TAGGED + ", \"adopt\": {\"matchingName\": true}"),
          Map.entry("not understood", SPEC + "," + TAGGED + ", \"recreatePolicy\": \"Maybe\""),
          Map.entry("of no Region", SPEC.replace("us-east-1", "") + "," + TAGGED),
          Map.entry("of another Region", SPEC.replace("us-east-1", "eu-west-1") + "," + TAGGED),
          Map.entry("of another source", SPEC.replace("us.m", "us.other") + "," + TAGGED),
          Map.entry("of another's source", SPEC.replace("::", ":444455556666:") + "," + TAGGED),
          Map.entry("without the tag", SPEC),
          Map.entry(
              "overriding",
              SPEC + "," + TAGGED.replace("]", ", {\"key\": \"k\", \"value\": \"x\"}]")),
          Map.entry(
              "with another account", SPEC + "," + TAGGED + ", \"accountRef\": {\"name\": \"b\"}"));

  private static final List<ListedAccount> ACCOUNTS =
      List.of(
          account(
              """
              {"metadata": {"name": "a", "uid": "uid-a", "finalizers":
                ["bedrock-operator.io/bedrock-account"]}, "spec": {
                "accountId": "222233334444", "allowedNamespaces": {"names": ["team-a"]},
                "regions": ["us-east-1"], "allowedSources": ["us.m"], "requiredTagKeys": ["owner"],
                "tags": [{"key": "k", "value": "v"}], "maxProfilesPerNamespace": 1}}
              """),
          account(
              """
              {"metadata": {"name": "b", "uid": "uid-b", "finalizers":
                ["bedrock-operator.io/bedrock-account"]}, "spec": {
                "accountId": "444455556666", "allowedNamespaces": {"all": true},
                "maxProfilesPerNamespace": 1}}
              """));

  private final List<InferenceProfile> watched = new ArrayList<>();
  private final CreationSlots slots =
      new CreationSlots(
          new Tenancy(
              new Watched(),
              OwnTenancy.TENANCY.sessions(),
              OwnTenancy.TENANCY.ownAccount(),
              OwnAccountPolicy.WHEN_NO_ACCOUNTS),
          new SpecParser("prod", Optional::empty, Set.of("us-east-1", "eu-west-1")));

  private final class Watched implements AccountDirectory {
    @Override
    public Optional<List<ListedAccount>> accounts() {
      return Optional.of(ACCOUNTS);
    }

    @Override
    public TenantNamespace namespace(String name) {
      return new TenantNamespace(name, Optional.of(Map.of()));
    }

    @Override
    public Stream<InferenceProfile> profilesIn(String namespace) {
      return watched.stream();
    }
  }

  private static ListedAccount account(String json) {
    return AccountParser.read(Resources.JSON.unmarshal(json, BedrockAccount.class));
  }

  private static InferenceProfile resource(String uid, int second, String spec) {
    var resource = Resources.withSpec("{" + SPECS.get(spec) + "}");
    resource.getMetadata().setName(uid);
    resource.getMetadata().setUid(uid);
    resource.getMetadata().setCreationTimestamp("2026-01-01T00:00:%02dZ".formatted(second));
    return resource;
  }

  /**
   * {@code held}: with its finalizer, pinned to that account. {@code refused}: AWS called that
   * generation of the spec invalid; the present one is 3. {@code says}, {@code said}: that is its
   * reason, for this generation or for the last one.
   */
  private static InferenceProfile in(String state, InferenceProfile resource) {
    for (var word : state.split(" ", -1)) {
      switch (word) {
        case "held:a" -> hold(resource, "222233334444", "a");
        case "held:b" -> hold(resource, "444455556666", "b");
        case "deleted" -> resource.getMetadata().setDeletionTimestamp("2026-01-02T00:00:00Z");
        case "refused:2", "refused:3" ->
            resource.setStatus(
                Resources.status(
                    "{\"refusal\": {\"subject\": \"Spec\", \"generation\": %s}}"
                        .formatted(word.substring(word.length() - 1))));
        case String says when says.startsWith("says:") -> report(resource, 3, says.substring(5));
        case String said when said.startsWith("said:") -> report(resource, 2, said.substring(5));
        default -> throw new IllegalArgumentException(word);
      }
    }
    return resource;
  }

  private static void report(InferenceProfile resource, int generation, String reason) {
    resource.setStatus(
        Resources.status(
            """
            {"observedGeneration": %d,
             "conditions": [{"type": "Ready", "status": "False", "reason": "%s"}]}
            """
                .formatted(generation, reason)));
  }

  private static void hold(InferenceProfile resource, String accountId, String account) {
    resource.getMetadata().setFinalizers(List.of(InferenceProfile.FINALIZER));
    resource.setStatus(
        Resources.status(
            "{\"accountId\": \"%s\", \"accountRef\": {\"name\": \"%s\"}}"
                .formatted(accountId, account)));
  }

  private Optional<Refusal> refusal(InferenceProfile resource) {
    var terms =
        AccountTerms.of(
            ((ListedAccount.Understood) ACCOUNTS.getFirst()).account(),
            new Watched().namespace("team-a"));
    return slots.refusal(resource, terms).map(Action.Refuse::why);
  }

  /** The other one is created at that second, the one that asks at second 30, with the uid m. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "-",
      textBlock =
          """
          # uid | second | spec                 | state          | has the slot
          l     | 10     | valid                | -              | true
          l     | 50     | valid                | -              | false
          l     | 30     | valid                | -              | true
          n     | 30     | valid                | -              | false
          l     | 50     | valid                | held:a         | true
          l     | 10     | valid                | held:b         | false
          l     | 50     | valid                | held:a deleted | true
          l     | 10     | valid                | deleted        | false
          l     | 50     | suspended            | held:a         | true
          l     | 50     | not understood       | held:a         | true
          l     | 10     | suspended            | -              | false
          l     | 10     | observing            | -              | false
          l     | 10     | adopting             | -              | false
          l     | 10     | not understood       | -              | false
          l     | 10     | of no Region         | -              | false
          l     | 10     | of another Region    | -              | false
          l     | 10     | of another source    | -              | false
          l     | 10     | of another's source  | -              | false
          l     | 10     | without the tag      | -              | false
          l     | 10     | overriding           | -              | false
          l     | 10     | with another account | -              | false
          l     | 10     | valid                | refused:3      | false
          l     | 10     | valid                | refused:2      | true
          l     | 10     | valid                | says:SourceNotFound     | false
          l     | 10     | valid                | said:SourceNotFound     | true
          l     | 10     | valid                | says:QuotaExceeded      | true
          l     | 10     | valid                | says:AccountUnavailable | true
          """)
  void theOldestThatMayCreateComesFirst(
      String uid, int second, String spec, @Nullable String state, boolean hasTheSlot) {
    var other = resource(uid, second, spec);
    watched.add(state == null ? other : in(state, other));
    var asking = resource("m", 30, "valid");
    watched.add(asking);

    assertThat(refusal(asking))
        .isEqualTo(hasTheSlot ? Optional.of(Refusal.QUOTA_EXCEEDED) : Optional.empty());
  }

  /** The watch does not show yet that it is about to create. */
  @Test
  void whoeverWasGivenASlotHasItUntilItIsDone() {
    var younger = resource("n", 50, "valid");
    var older = resource("m", 30, "valid");
    watched.add(younger);
    assertThat(refusal(younger)).isEmpty();
    watched.add(older);

    assertThat(refusal(older)).contains(Refusal.QUOTA_EXCEEDED);

    slots.free("n");
    assertThat(refusal(older)).isEmpty();
  }

  @Test
  void aSlotThatBecameFreeIsForTheOldestRefusedInItsAccount() {
    var oldest = refused(resource("l", 10, "valid"), "a");
    var ofAnother = refused(resource("k", 5, "with another account"), "b");
    watched.add(refused(resource("m", 30, "valid"), "a"));
    watched.add(refused(in("deleted", resource("i", 1, "valid")), "a"));
    watched.add(resource("j", 2, "valid"));
    watched.addAll(List.of(oldest, ofAnother));

    assertThat(slots.oldestRefused("team-a")).containsExactlyInAnyOrder(oldest, ofAnother);
  }

  private static InferenceProfile refused(InferenceProfile resource, String account) {
    resource.setStatus(
        Resources.status(
            """
            {"accountId": "222233334444", "accountRef": {"name": "%s"},
             "conditions": [{"type": "Ready", "status": "False", "reason": "QuotaExceeded"}]}
            """
                .formatted(account)));
    return resource;
  }
}
