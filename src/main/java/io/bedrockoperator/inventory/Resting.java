package io.bedrockoperator.inventory;

import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.ProfileRecord;
import java.util.Map;

/**
 * A resource whose profile is as it should be. The operator makes no call for it alone until it
 * sees something that differs from this record.
 *
 * @param tags all tags that the profile must have; empty if the operator does not manage its tags
 */
public record Resting(
    Owner owner, AccountRegion place, String arn, ProfileRecord record, Map<String, String> tags) {

  boolean isAsIn(RegionSnapshot snapshot) {
    return snapshot.find(arn).filter(record::agreesWith).isPresent();
  }
}
