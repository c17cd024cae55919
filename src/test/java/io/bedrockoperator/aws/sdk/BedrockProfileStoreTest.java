package io.bedrockoperator.aws.sdk;

import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.DELETE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.GET_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.LIST_INFERENCE_PROFILES;
import static io.bedrockoperator.dev.emulator.Operation.LIST_TAGS_FOR_RESOURCE;
import static io.bedrockoperator.dev.emulator.Operation.TAG_RESOURCE;
import static io.bedrockoperator.dev.emulator.Operation.UNTAG_RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.dev.emulator.BedrockEmulator;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.EmulatorSettings;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.dev.emulator.Held;
import io.bedrockoperator.dev.emulator.Outside;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is asked of Bedrock, and what is made of its answers. */
class BedrockProfileStoreTest {

  private static final String REGION = "us-east-1";
  private static final String NOVA =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
  private static final String GONE =
      "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/gonegonegone";
  private static final Owner OWNER = new Owner("prod", "team-a", "chat", "uid-1");
  private static final DesiredProfile CHAT =
      new DesiredProfile(
          REGION, "chat", Optional.of("Chat assistant"), NOVA, Map.of("team", "a"), OWNER);

  @RegisterExtension final StoreOverHttp bedrock = new StoreOverHttp();

  private BedrockEmulator emulator;
  private ProfileStore store;

  @BeforeEach
  void open() {
    emulator = bedrock.emulator();
    store = bedrock.store();
  }

  private Outside outside() {
    return emulator.account().outside(REGION);
  }

  private Held only() {
    assertThat(outside().profiles()).hasSize(1);
    return outside().profiles().getFirst();
  }

  private Call lastCall() {
    return emulator.calls().getLast();
  }

  private String existing(String name) {
    return outside().create(CreateRequest.of(name, NOVA).withTag("team", "b")).arn();
  }

  @Test
  void asksForEverythingInOneCall() {
    var created = store.create(CHAT, "uid-1");

    assertThat(created.arn()).isEqualTo(only().profile().arn());
    assertThat(created.status()).isEqualTo("ACTIVE");
    assertThat(created.requestId()).isEqualTo(lastCall().requestId());
    assertThat(only().profile().name()).isEqualTo("chat");
    assertThat(only().profile().description()).isEqualTo("Chat assistant");
    assertThat(only().copyFrom()).isEqualTo(NOVA);
    assertThat(only().tags()).isEqualTo(CHAT.allTags()).hasSize(5);
    assertThat(emulator.calls())
        .extracting(Call::operation)
        .containsExactly(CREATE_INFERENCE_PROFILE);
    assertThat(lastCall().token()).isEqualTo("uid-1");
    assertThat(lastCall().region()).isEqualTo(REGION);
  }

  @Test
  void leavesOutADescriptionThatIsNotWanted() {
    store.create(
        new DesiredProfile(REGION, "chat", Optional.empty(), NOVA, Map.of(), OWNER), "uid-1");

    assertThat(only().profile().description()).isNull();
  }

  @Test
  void handsOnAStatusThatIsNotKnown() {
    emulator
        .account()
        .configure(
            settings ->
                settings.with(new EmulatorSettings.Creation(Duration.ofMinutes(1), "OF_TOMORROW")));

    var created = store.create(CHAT, "uid-1");

    assertThat(created.status()).isEqualTo("OF_TOMORROW");
    assertThat(store.find(created.arn()))
        .hasValueSatisfying(
            found -> {
              assertThat(found.status()).isEqualTo("OF_TOMORROW");
              assertThat(found.active()).isFalse();
            });
  }

  @Test
  void createsWhereTheProfileIsToLive() {
    var nova = "arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.amazon.nova-lite-v1:0";

    var there = bedrock.storeIn("eu-west-1");

    there.create(
        new DesiredProfile("eu-west-1", "chat", Optional.empty(), nova, Map.of(), OWNER), "uid-1");

    assertThat(lastCall().region()).isEqualTo("eu-west-1");
    assertThat(emulator.account().outside("eu-west-1").named("chat")).hasSize(1);
    assertThat(outside().profiles()).isEmpty();
  }

  @Test
  void findsAProfileByItsArn() {
    var arn = store.create(CHAT, "uid-1").arn();

    assertThat(store.find(arn))
        .hasValue(
            new ObservedProfile(
                arn,
                arn.substring(arn.indexOf('/') + 1),
                "chat",
                Optional.of("Chat assistant"),
                "ACTIVE",
                "APPLICATION",
                List.of(NOVA),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z"))));
    assertThat(lastCall().operation()).isEqualTo(GET_INFERENCE_PROFILE);
    assertThat(lastCall().subject()).isEqualTo(arn);
  }

  @Test
  void asksItsRegion() {
    var elsewhere = GONE.replace(REGION, "eu-west-1");

    var there = bedrock.storeIn("eu-west-1");

    assertThat(there.find(elsewhere)).isEmpty();
    assertThat(there.tags(elsewhere)).isEmpty();
    there.delete(elsewhere);
    bedrock.storeIn("eu-central-1").list(() -> {});

    assertThat(emulator.calls())
        .extracting(Call::region)
        .containsExactly("eu-west-1", "eu-west-1", "eu-west-1", "eu-central-1");
  }

  @Test
  void readsTags() {
    var arn = store.create(CHAT, "uid-1").arn();

    assertThat(store.tags(arn)).hasValue(CHAT.allTags());
    assertThat(lastCall().operation()).isEqualTo(LIST_TAGS_FOR_RESOURCE);
    assertThat(lastCall().subject()).isEqualTo(arn);
  }

  @Test
  void tellsNoTagsFromNoProfile() {
    var arn = outside().create(CreateRequest.of("bare", NOVA)).arn();

    assertThat(store.tags(arn)).hasValue(Map.of());
  }

  @Test
  void listsEveryProfileAlsoOfOneName() {
    emulator.account().configure(it -> it.with(new EmulatorSettings.Names(false, Duration.ZERO)));
    var first = existing("chat");
    var other = existing("chat-2");
    var second = existing("chat");

    assertThat(store.list(() -> {}))
        .extracting(ObservedProfile::arn)
        .containsExactlyInAnyOrder(first, other, second);
  }

  @Test
  void listsTheOthersWhereOneEntryHasNoArn() {
    var arn = "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/06vsfs68yb4g";
    bedrock
        .faults()
        .on(LIST_INFERENCE_PROFILES)
        .before(
            new Fault.Answer(
                200,
                """
                {"inferenceProfileSummaries": [
                  {"inferenceProfileName": "odd"},
                  {"inferenceProfileName": "chat", "inferenceProfileArn": "%s"}]}
                """
                    .formatted(arn),
                null));

    assertThat(store.list(() -> {}))
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.arn()).isEqualTo(arn);
              assertThat(listed.name()).isEqualTo("chat");
            });
  }

  @Test
  void readsPageAfterPage() {
    emulator.account().configure(settings -> settings.withQuota(3000));
    IntStream.rangeClosed(1, 2001).forEach(number -> existing("chat-" + number));

    assertThat(store.list(() -> {})).hasSize(2001);
    assertThat(emulator.calls(LIST_INFERENCE_PROFILES)).hasSize(3);
  }

  @Test
  void tellsWhenTheFirstRequestOfAListingLeaves() {
    emulator.account().configure(settings -> settings.withQuota(1001));
    IntStream.rangeClosed(1, 1001).forEach(number -> existing("chat-" + number));
    bedrock
        .faults()
        .on(LIST_INFERENCE_PROFILES)
        .before(Fault.refuse("ThrottlingException", 429, "slow down"));
    var callsBefore = new ArrayList<Integer>();

    store.list(() -> callsBefore.add(emulator.calls(LIST_INFERENCE_PROFILES).size()));

    assertThat(callsBefore)
        .as("once for the refused one, once for its repeat")
        .containsExactly(0, 1);
    assertThat(emulator.calls(LIST_INFERENCE_PROFILES)).hasSize(3);
  }

  @Test
  void listsNoSystemProfiles() {
    assertThat(store.list(() -> {})).isEmpty();
  }

  @Test
  void putsTagsBeforeItRemovesAny() {
    var arn = existing("chat");
    emulator.clearCalls();

    var requestId = store.retag(arn, Map.of("owner", "a", "env", "prod"), Set.of("team"));

    assertThat(only().tags()).isEqualTo(Map.of("owner", "a", "env", "prod"));
    assertThat(emulator.calls())
        .extracting(Call::operation)
        .containsExactly(TAG_RESOURCE, UNTAG_RESOURCE);
    assertThat(emulator.calls()).extracting(Call::subject).containsOnly(arn);
    assertThat(requestId).isEqualTo(lastCall().requestId());
  }

  @Test
  void makesRoomWhereAProfileIsFullOfTags() {
    var full =
        IntStream.range(0, 46).boxed().collect(Collectors.toMap(i -> "key-" + i, i -> "value"));
    var arn =
        store
            .create(new DesiredProfile(REGION, "full", Optional.empty(), NOVA, full, OWNER), "full")
            .arn();

    var requestId = store.retag(arn, Map.of("other", "value"), Set.of("key-0"));

    assertThat(only().tags()).hasSize(50).containsKey("other").doesNotContainKey("key-0");
    assertThat(requestId).isEqualTo(lastCall().requestId());
  }

  @Test
  void makesNoCallForNoTags() {
    var arn = existing("chat");

    assertThat(store.retag(arn, Map.of(), Set.of())).isEmpty();
    assertThat(emulator.calls()).isEmpty();

    assertThat(store.retag(arn, Map.of("env", "prod"), Set.of())).isEqualTo(lastCall().requestId());
    assertThat(store.retag(arn, Map.of(), Set.of("env"))).isEqualTo(lastCall().requestId());
    assertThat(emulator.calls())
        .extracting(Call::operation)
        .containsExactly(TAG_RESOURCE, UNTAG_RESOURCE);
    assertThat(only().tags()).isEqualTo(Map.of("team", "b"));
  }

  @Test
  void deletes() {
    var arn = existing("chat");

    assertThat(store.delete(arn)).hasValue(lastCall().requestId());
    assertThat(outside().profiles()).isEmpty();
    assertThat(lastCall().operation()).isEqualTo(DELETE_INFERENCE_PROFILE);
    assertThat(lastCall().subject()).isEqualTo(arn);
  }

  @Test
  void saysWhenThereIsNothingToDelete() {
    assertThat(store.delete(GONE)).isEmpty();
    assertThat(emulator.calls()).hasSize(1);
  }
}
