package io.bedrockoperator.emulator;

import static io.bedrockoperator.emulator.Refusals.assertRefused;
import static io.bedrockoperator.emulator.Refusals.refused;
import static io.bedrockoperator.emulator.Samples.ACCOUNT;
import static io.bedrockoperator.emulator.Samples.EAST;
import static io.bedrockoperator.emulator.Samples.MINUTE;
import static io.bedrockoperator.emulator.Samples.NEW_YEAR;
import static io.bedrockoperator.emulator.Samples.NOVA;
import static io.bedrockoperator.emulator.Samples.US_NOVA;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.emulator.Settings.Unknowns;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TagsTest {
  private final VirtualTime time = new VirtualTime(NEW_YEAR);
  private final BedrockAccount account = new BedrockAccount(ACCOUNT, time, 1);

  private String create(String name) {
    return account.create(EAST, CreateRequest.of(name, NOVA)).arn();
  }

  private static List<Tag> many(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Tag("k" + i, "v")).toList();
  }

  @Test
  void tagsAreMergedAndRemovedByKey() {
    var arn = account.create(EAST, CreateRequest.of("a", NOVA).withTag("x", "1")).arn();
    time.advance(MINUTE);

    account.tag(EAST, arn, List.of(new Tag("x", "2"), new Tag("X", ""), new Tag("y", "3")));
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
    account.tag(EAST, arn, List.of(new Tag("k", "v")));
    var profile = account.get(EAST, arn);
    assertThat(profile.updatedAt()).isEqualTo(profile.createdAt().plus(MINUTE));
  }

  @Test
  void aProfileHasAtMostFiftyTags() {
    var arn = account.create(EAST, new CreateRequest("a", NOVA, null, null, many(50))).arn();
    account.tag(EAST, arn, List.of(new Tag("k0", "other")));

    var refusal = refused(() -> account.tag(EAST, arn, List.of(new Tag("more", "v"))));

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

    account.tag(EAST, arn, List.of(new Tag("k1", "other")));

    assertThat(account.listTags(EAST, arn)).hasSize(51);
  }

  @ParameterizedTest
  @EnumSource(Rejection.class)
  void systemDefinedProfilesAreNeitherTaggedNorDeleted(Rejection rejection) {
    account.configure(s -> s.with(new Unknowns(Rejection.INVALID, rejection, false, false, false)));
    var code = rejection.refusal("").code();

    assertRefused(code, () -> account.tag(EAST, US_NOVA, List.of(new Tag("k", "v"))));
    assertRefused(code, () -> account.untag(EAST, US_NOVA, List.of("k")));
    assertRefused(code, () -> account.listTags(EAST, US_NOVA));
    assertRefused(code, () -> account.delete(EAST, "us.amazon.nova-lite-v1:0"));
  }
}
