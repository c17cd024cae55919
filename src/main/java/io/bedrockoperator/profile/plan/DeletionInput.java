package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.DeletionRequest;
import io.bedrockoperator.profile.ProfileRecord;

/**
 * All that a decision over a deleted resource rests on.
 *
 * @param observation what was read from Bedrock
 * @param settled no creation can be so recent that its profile is not visible yet
 * @param nothingLate none failed so recently that AWS may still act on it
 */
public record DeletionInput(
    DeletionRequest request,
    ProfileRecord record,
    Observation observation,
    boolean settled,
    boolean nothingLate) {

  public DeletionInput with(Observation read) {
    return new DeletionInput(request, record, read, settled, nothingLate);
  }

  boolean deletes() {
    return request.deletes(record);
  }

  boolean mayHaveCreated() {
    return request.mayHaveCreated(record);
  }
}
