package io.bedrockoperator.inventory;

import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.ProfileRecord;
import java.util.Map;

/**
 * A resource that is as it should be. It costs no call of its own until something else is seen than
 * this.
 *
 * @param tags all that its profile has to have; empty when they are nothing to us
 */
public record Resting(
    Owner owner, AccountRegion place, String arn, ProfileRecord record, Map<String, String> tags) {

  boolean isAsIn(RegionSnapshot snapshot) {
    return snapshot.find(arn).filter(record::agreesWith).isPresent();
  }
}
