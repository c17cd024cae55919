package io.bedrockoperator.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.profile.ObservedProfile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegionSnapshotTest {

  static ObservedProfile profile(String id, String name) {
    return new ObservedProfile(
        arn(id),
        id,
        name,
        Optional.empty(),
        "ACTIVE",
        "APPLICATION",
        List.of("arn:model"),
        Optional.empty());
  }

  static String arn(String id) {
    return "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/" + id;
  }

  @Test
  void findsByArn() {
    var listing = RegionSnapshot.of(0, List.of(profile("a", "chat"), profile("b", "search")));

    assertThat(listing.find(arn("b"))).hasValue(profile("b", "search"));
    assertThat(listing.find(arn("c"))).isEmpty();
  }

  @Test
  void findsEveryProfileOfAName() {
    var listing =
        RegionSnapshot.of(
            0, List.of(profile("a", "chat"), profile("b", "Chat"), profile("c", "chat")));

    assertThat(listing.named("chat")).extracting(ObservedProfile::id).containsOnly("a", "c");
  }

  @Test
  void bearsAProfileThatIsOnTwoPages() {
    var listing = RegionSnapshot.of(0, List.of(profile("a", "chat"), profile("a", "chat")));

    assertThat(listing.named("chat")).hasSize(1);
  }
}
