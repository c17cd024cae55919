package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Refusals.assertRefused;
import static io.bedrockoperator.dev.emulator.Refusals.refused;
import static io.bedrockoperator.dev.emulator.SampleProfiles.ACCOUNT;
import static io.bedrockoperator.dev.emulator.SampleProfiles.EAST;
import static io.bedrockoperator.dev.emulator.SampleProfiles.MINUTE;
import static io.bedrockoperator.dev.emulator.SampleProfiles.NEW_YEAR;
import static io.bedrockoperator.dev.emulator.SampleProfiles.NOVA;
import static io.bedrockoperator.dev.emulator.SampleProfiles.US_NOVA;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.EmulatorSettings.Unknowns;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TagsTest {
  private final VirtualTime time = new VirtualTime(NEW_YEAR);
  private final EmulatedAccount account = new EmulatedAccount(ACCOUNT, time, 1);

  private String create(String name) {
    return account.create(EAST, CreateRequest.of(name, NOVA)).arn();
  }

  private static List<RequestTag> many(int count) {
    return IntStream.range(0, count).mapToObj(i -> new RequestTag("k" + i, "v")).toList();
  }

  @Test
  void tagsAreMergedAndRemovedByKey() {
    var arn = account.create(EAST, CreateRequest.of("a", NOVA).withTag("x", "1")).arn();
    time.advance(MINUTE);

    account.tag(
        EAST,
        arn,
        List.of(new RequestTag("x", "2"), new RequestTag("X", ""), new RequestTag("y", "3")));
    account.untag(EAST, arn, List.of("y", "absent", "absent"));

    assertThat(account.listTags(EAST, arn)).isEqualTo(Map.of("x", "2", "X", ""));
    assertThat(account.get(EAST, arn).updatedAt()).isEqualTo(account.get(EAST, arn).createdAt());
  }

  @Test
  void aChangeOfTagsMayBeAnUpdate() {
    account.configure(
        s -> s.with(new Unknowns(Rejection.INVALID, Rejection.INVALID, false, true, false)));
    var arn = create("a");
    time.advance(MINUTE);
    account.tag(EAST, arn, List.of(new RequestTag("k", "v")));
    var profile = account.get(EAST, arn);
    assertThat(profile.updatedAt()).isEqualTo(profile.createdAt().plus(MINUTE));
  }

  @Test
  void aProfileHasAtMostFiftyTags() {
    var arn = account.create(EAST, new CreateRequest("a", NOVA, null, null, many(50))).arn();
    account.tag(EAST, arn, List.of(new RequestTag("k0", "other")));

    var refusal = refused(() -> account.tag(EAST, arn, List.of(new RequestTag("more", "v"))));

    assertThat(refusal.code()).isEqualTo("TooManyTagsException");
    assertThat(refusal.resourceName()).isEqualTo(arn);
    assertThat(account.listTags(EAST, arn)).hasSize(50).containsEntry("k0", "other");
    assertRefused(
        "TooManyTagsException",
        () -> account.create(EAST, new CreateRequest("b", NOVA, null, null, many(51))));
  }

  @Test
  void tagsOfAwsItselfDoNotCount() {
    var arn = account.create(EAST, new CreateRequest("a", NOVA, null, null, many(50))).arn();
    account.outside(EAST).putTag(arn, "aws:cloudformation:stack-id", "s");

    account.tag(EAST, arn, List.of(new RequestTag("k1", "other")));

    assertThat(account.listTags(EAST, arn)).hasSize(51);
  }

  @ParameterizedTest
  @EnumSource(Rejection.class)
  void systemDefinedProfilesAreNeitherTaggedNorDeleted(Rejection rejection) {
    account.configure(s -> s.with(new Unknowns(Rejection.INVALID, rejection, false, false, false)));
    var code = rejection.refusal("").code();

    assertRefused(code, () -> account.tag(EAST, US_NOVA, List.of(new RequestTag("k", "v"))));
    assertRefused(code, () -> account.untag(EAST, US_NOVA, List.of("k")));
    assertRefused(code, () -> account.listTags(EAST, US_NOVA));
    assertRefused(code, () -> account.delete(EAST, "us.amazon.nova-lite-v1:0"));
  }
}
