package io.bedrockoperator.profile;

import static io.bedrockoperator.profile.plan.Scene.ARN;
import static io.bedrockoperator.profile.plan.Scene.CREATED_AT;
import static io.bedrockoperator.profile.plan.Scene.MODEL;
import static io.bedrockoperator.profile.plan.Scene.OWNER;
import static io.bedrockoperator.profile.plan.Scene.described;
import static io.bedrockoperator.profile.plan.Scene.named;
import static io.bedrockoperator.profile.plan.Scene.ofType;
import static io.bedrockoperator.profile.plan.Scene.profile;
import static io.bedrockoperator.profile.plan.Scene.want;
import static io.bedrockoperator.profile.plan.Scene.withModels;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileDiffTest {

  private static final String GLOBAL = "arn:aws:bedrock:::foundation-model/amazon.nova-lite-v1:0";

  private static List<String> adoption(ObservedProfile is) {
    return ProfileDiff.adoptionDifferences(want(), is, Optional.of(Set.of(MODEL)));
  }

  @Test
  void findsNoFaultWithItsOwnKind() {
    assertThat(ProfileDiff.immutableDifferences(want(), profile())).isEmpty();
    assertThat(adoption(profile())).isEmpty();
  }

  @Test
  void namesTheDifferenceInTheName() {
    assertThat(ProfileDiff.immutableDifferences(want(), named("old")))
        .containsExactly("its name is 'old', not 'team-a-chat'");
  }

  @Test
  void namesTheDifferenceInTheDescription() {
    assertThat(ProfileDiff.immutableDifferences(want(), described(Optional.of("Old"))))
        .containsExactly("its description is 'Old', not 'Chat assistant'");
    assertThat(ProfileDiff.immutableDifferences(want(), described(Optional.empty())))
        .containsExactly("its description is '', not 'Chat assistant'");
  }

  @Test
  void takesAnEmptyDescriptionForNone() {
    var want =
        new DesiredProfile("us-east-1", "team-a-chat", Optional.empty(), MODEL, Map.of(), OWNER);

    assertThat(ProfileDiff.immutableDifferences(want, described(Optional.of("")))).isEmpty();
    assertThat(ProfileDiff.immutableDifferences(want, described(Optional.empty()))).isEmpty();
  }

  @Test
  void doesNotHoldTypeAndModelsAgainstWhatIsOurs() {
    assertThat(ProfileDiff.immutableDifferences(want(), withModels("arn:other"))).isEmpty();
    assertThat(ProfileDiff.immutableDifferences(want(), ofType("SYSTEM_DEFINED"))).isEmpty();
  }

  @Test
  void objectsToSystemProfiles() {
    assertThat(adoption(ofType("SYSTEM_DEFINED")))
        .containsExactly("its type is SYSTEM_DEFINED, not APPLICATION");
  }

  @Test
  void objectsToOtherModels() {
    assertThat(adoption(withModels("arn:aws:bedrock:us-east-1::foundation-model/claude")))
        .containsExactly("its models are [claude], those of copyFrom are [amazon.nova-lite-v1:0]");
  }

  @Test
  void objectsToMoreModels() {
    assertThat(adoption(withModels(MODEL, "arn:aws:bedrock:us-east-1::foundation-model/claude")))
        .containsExactly(
            "its models are [amazon.nova-lite-v1:0, claude],"
                + " those of copyFrom are [amazon.nova-lite-v1:0]");
  }

  @Test
  void objectsToEverythingWhereTheSourceIsUnknown() {
    assertThat(ProfileDiff.adoptionDifferences(want(), profile(), Optional.empty()))
        .containsExactly(
            "its models are [amazon.nova-lite-v1:0], and Bedrock does not know those of copyFrom");
  }

  @Test
  void comparesModelsOfGlobalProfilesThatNameNoRegion() {
    var source = "arn:aws:bedrock:us-east-1::inference-profile/global.amazon.nova-lite-v1:0";
    var want =
        new DesiredProfile(
            "us-east-1", "team-a-chat", want().description(), source, Map.of(), OWNER);

    assertThat(
            ProfileDiff.adoptionDifferences(
                want, withModels(GLOBAL, MODEL), Optional.of(Set.of(MODEL))))
        .isEmpty();
  }

  @Test
  void objectsToSeveralRegionsWhereAModelInOneIsWanted() {
    assertThat(adoption(withModels(GLOBAL, MODEL)))
        .containsExactly("it spans 2 Regions, copyFrom is a model in one");
  }

  @Test
  void comparesModelsThatAreNoArnsAsTheyAre() {
    assertThat(
            ProfileDiff.adoptionDifferences(want(), withModels("odd"), Optional.of(Set.of("odd"))))
        .isEmpty();
  }

  @Test
  void objectsToAnotherRegion() {
    var elsewhere = ARN.replace("us-east-1", "eu-west-1");

    assertThat(adoption(profile(elsewhere, CREATED_AT)))
        .containsExactly("its Region is eu-west-1, not us-east-1");
  }

  @Test
  void objectsToAnotherAccountThanTheSourceNames() {
    var want =
        new DesiredProfile(
            "us-east-1",
            "team-a-chat",
            Optional.of("Chat assistant"),
            "arn:aws:bedrock:us-east-1:444455556666:inference-profile/us.amazon.nova-lite-v1:0",
            Map.of(),
            OWNER);

    assertThat(ProfileDiff.adoptionDifferences(want, profile(), Optional.of(Set.of(MODEL))))
        .containsExactly("its account is 111122223333, not 444455556666");
  }

  @Test
  void namesEveryDifferenceAtOnce() {
    var is =
        new ObservedProfile(
            ARN.replace("us-east-1", "eu-west-1"),
            "06vsfs68yb4g",
            "old",
            Optional.empty(),
            "ACTIVE",
            "SYSTEM_DEFINED",
            List.of(),
            Optional.empty());

    assertThat(adoption(is)).hasSize(5);
  }
}
