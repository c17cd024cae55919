package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.DeletionRequest;
import io.bedrockoperator.profile.ProfileRecord;

/**
 * Everything that a decision about a deleted resource depends on.
 *
 * @param observation what was read from Bedrock
 * @param settled whether every created profile would be visible by now
 * @param nothingLate whether AWS can no longer act on a call that failed
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
