package io.bedrockoperator.reconcile;

import io.bedrockoperator.inventory.Inventories;
import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.plan.Planner.Need;
import io.bedrockoperator.status.Reason;

/** Finds out what a pass has to read for itself, since what is known does not do. */
final class Needs {

  private static final Need NOTHING = new Need(false, false, false, false);

  private Needs() {}

  static Need of(ReconcileContext pass, DesiredState intent) {
    if (intent.suspended()) {
      return NOTHING;
    }
    var recollection = pass.recollection();
    var bare = pass.isBare();
    var known = pass.recorded().arn();
    var asked = Statuses.isRequested(pass.resource()) || isTroubled(pass);
    return new Need(
        known.isEmpty()
            && (bare || recollection.fresh(pass.now()))
            && !namesAnArn(intent)
            && !nameIsListed(pass, intent),
        bare || recollection.untouched(pass.now()),
        asked
            || recollection.missingSince().isPresent()
            || known.filter(arn -> isDoubtful(pass, arn)).isPresent(),
        asked
            || !Statuses.isCurrent(pass.resource())
            || (bare && !intent.observesOnly())
            || pass.tagsAreDoubtful()
            || hasTagsToRemove(pass, intent));
  }

  /** The profile is looked for there, and not by its name. */
  private static boolean namesAnArn(DesiredState intent) {
    return intent.adoption().filter(Adoption.OfArn.class::isInstance).isPresent();
  }

  /** A status may tell of the present spec and not of its tags, if a look failed meanwhile. */
  private static boolean hasTagsToRemove(ReconcileContext pass, DesiredState intent) {
    return !intent.observesOnly()
        && !intent.profile().tags().keySet().containsAll(pass.recorded().appliedTagKeys());
  }

  /**
   * A resource of that name may have left its profile, and be gone since before this one came. So
   * the listing must not be older than the pass that saw this one bare.
   */
  private static boolean nameIsListed(ReconcileContext pass, DesiredState intent) {
    var profile = intent.profile();
    var since =
        pass.isBare() ? pass.startedAt() : pass.recollection().bareSeen().orElse(pass.startedAt());
    return !pass.listing(profile.region(), since).named(profile.name()).isEmpty();
  }

  /** What failed last may have happened all the same, unless it was no more than a look at all. */
  private static boolean isTroubled(ReconcileContext pass) {
    var onlyNotSeen =
        Statuses.error(pass.resource())
            .filter(error -> Inventories.OPERATION.equals(error.operation()))
            .isPresent();
    return !onlyNotSeen
        && Statuses.reason(pass.resource())
            .filter(reason -> isTrouble(reason, Statuses.facts(pass.resource())))
            .isPresent();
  }

  private static boolean isTrouble(Reason reason, Facts reported) {
    return reason == Reason.CREATING ? reported.wereNotFound() : reason != Reason.AVAILABLE;
  }

  /** The last listing shows it otherwise, or not at all, although by then it would be visible. */
  private static boolean isDoubtful(ReconcileContext pass, String arn) {
    var region = Arn.parse(arn).orElseThrow().region();
    var listing = pass.listing(region, pass.now() - pass.pace().resync().toNanos());
    return listing
        .find(arn)
        .map(listed -> !pass.facts().agreeWith(listed))
        .orElseGet(() -> pass.recollection().settled(listing.startedAt()));
  }
}
