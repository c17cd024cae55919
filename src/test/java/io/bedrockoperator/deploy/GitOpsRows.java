package io.bedrockoperator.deploy;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.docs.Page;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusWriter;
import java.time.Instant;

/** The table of docs/gitops.md, and a resource for each reason. */
final class GitOpsRows {

  static final long GENERATION = 2;

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private GitOpsRows() {}

  /** What a column of the table says of a reason. */
  static String cell(Reason reason, int column) {
    return cell("`%s`".formatted(reason.value()), column);
  }

  /** What a column of the table says of a situation, as its first column names it. */
  static String cell(String situation, int column) {
    var first = "| %s |".formatted(situation);
    var row =
        Page.of("docs/gitops.md")
            .text()
            .lines()
            .filter(line -> line.startsWith(first))
            .findFirst()
            .orElseThrow(() -> new AssertionError("docs/gitops.md has no row for " + situation));
    return row.split("\\|", -1)[column + 1].strip();
  }

  /** As the operator leaves it, after it was ready. */
  static InferenceProfile resource(Reason reason) {
    var resource = new InferenceProfile();
    resource.getMetadata().setGeneration(GENERATION);
    write(resource, Outcome.of(Reason.AVAILABLE, "is ready"));
    write(resource, Outcome.of(reason, "says " + reason.value()));
    if (reason == Reason.DELETING || reason == Reason.DELETION_BLOCKED) {
      resource.getMetadata().setDeletionTimestamp(NOW.toString());
    }
    return resource;
  }

  private static void write(InferenceProfile resource, Outcome outcome) {
    resource.setStatus(
        StatusWriter.next(resource, GENERATION, ProfileRecord.NOTHING, outcome, NOW));
  }
}
