package io.bedrockoperator.deployment;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.publish.Publication;
import io.bedrockoperator.reconcile.ResourceEvent;
import io.bedrockoperator.rollout.DesiredRevision;
import io.bedrockoperator.rollout.ObservedRevision;
import io.bedrockoperator.rollout.RolloutInput;
import io.bedrockoperator.rollout.RolloutRecord;
import io.bedrockoperator.rollout.RolloutStep;
import io.bedrockoperator.status.Conditions;
import io.bedrockoperator.status.Publishing;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.Reason.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Carries out the planned step, keeps the publication up to date, and reports. */
record RolloutExecutor(
    DeploymentReconciler reconciler,
    InferenceProfileDeployment deployment,
    DeploymentStore store,
    List<ObservedRevision> revisions,
    RolloutRecord record,
    Instant now) {

  /** Determines the poll delay: what is awaited ends within seconds, if no event comes before. */
  private static final int LOOKS = 2;

  Optional<Duration> execute(RolloutStep step, RolloutInput input, ParsedDeployment spec) {
    var next =
        step instanceof RolloutStep.Switch(ObservedRevision to)
            ? Optional.of(to)
            : input.current().filter(current -> current.health().usable());
    var publishing = publisher(spec.publication()).follow(next, input.current());
    var hindrance = hindrance(publishing, spec);
    // The status names the revision only once it is published.
    var served = next.filter(unused -> hindrance.isEmpty());
    return switch (step) {
      case RolloutStep.Create(DesiredRevision revision) ->
          after(
              store.create(deployment, revision),
              ResourceEvent.normal("RevisionCreated", "Made the revision " + revision.name()),
              served,
              publishing);
      case RolloutStep.Update(ObservedRevision revision, DesiredRevision to) ->
          after(
              store.update(deployment, revision, to),
              ResourceEvent.normal(
                  "RevisionChanged", "Changed the revision %s in place".formatted(revision.name())),
              served,
              publishing);
      case RolloutStep.Switch(ObservedRevision to) ->
          hindrance
              .map(hindered -> end(RolloutOutcome.hindered(hindered), served, publishing))
              .orElseGet(() -> switchTo(to, publishing));
      case RolloutStep.Remove(ObservedRevision revision) ->
          isUnchanged() ? remove(revision, input, hindrance, served, publishing) : soon();
      case RolloutStep.Await(ObservedRevision revision) ->
          end(RolloutOutcome.awaiting(revision), served, publishing);
      case RolloutStep.Wait(String message) ->
          end(RolloutOutcome.of(Reason.CREATING, message), served, publishing);
      case RolloutStep.Refuse(String message) ->
          end(RolloutOutcome.of(Reason.REVISION_CONFLICT, message), served, publishing);
      case RolloutStep.Pause(String message) ->
          end(
              hindrance
                  .map(RolloutOutcome::hindered)
                  .orElseGet(() -> RolloutOutcome.paused(served.isPresent(), message)),
              served,
              publishing);
      case RolloutStep.Rest(Optional<Instant> until) ->
          end(settled(hindrance), served, publishing)
              // A ConfigMap that was just written no longer names an earlier revision, but a text
              // of the user may name one for ever.
              .or(() -> input.published().isEmpty() ? Optional.empty() : Optional.of(recheck()))
              .or(() -> until.map(at -> Duration.between(now, at)));
    };
  }

  private DeploymentPublisher publisher(Optional<Publication> publication) {
    return new DeploymentPublisher(deployment, store, publication, this::isUnchanged);
  }

  /**
   * Whether the deployment is still the one that the plan is based on. Otherwise, the user may need
   * the revision that would be removed, and another one may have to be published.
   */
  private boolean isUnchanged() {
    return store
        .read(deployment.getMetadata().getNamespace(), deployment.getMetadata().getName())
        .filter(
            current ->
                current
                    .getMetadata()
                    .getResourceVersion()
                    .equals(deployment.getMetadata().getResourceVersion()))
        .isPresent();
  }

  /** A leftover of a publication that the spec no longer asks for does not hinder the rollout. */
  private static Optional<Publishing.Hindered> hindrance(
      Publishing publishing, ParsedDeployment spec) {
    return spec.publication().isPresent() && publishing instanceof Publishing.Hindered hindered
        ? Optional.of(hindered)
        : Optional.empty();
  }

  private Optional<Duration> switchTo(ObservedRevision to, Publishing publishing) {
    var next = Optional.of(to.name());
    var written =
        write(
            new DeploymentReport(
                deployment,
                revisions,
                record.at(now, next, revisions),
                Optional.of(to),
                publishing,
                now),
            RolloutOutcome.done(to.name()));
    if (written) {
      announce(
          ResourceEvent.normal(
              "RevisionCurrent",
              record
                  .current()
                  .map(before -> "%s takes the place of %s".formatted(to.name(), before))
                  .orElseGet(() -> to.name() + " is current")));
    }
    return soon();
  }

  private Optional<Duration> after(
      DeploymentStore.Answer answer,
      ResourceEvent done,
      Optional<ObservedRevision> served,
      Publishing publishing) {
    return switch (answer) {
      case DeploymentStore.Written() -> {
        announce(done);
        yield soon();
      }
      case DeploymentStore.Changed() -> soon();
      case DeploymentStore.Refused(String why) ->
          end(
              RolloutOutcome.of(
                  Reason.INVALID_SPEC,
                  ("The API server does not take an InferenceProfile as the template describes it"
                          + " (%s): correct spec.template, or allow the operator to write it")
                      .formatted(why)),
              served,
              publishing);
    };
  }

  /** A revision that cannot be deleted costs nothing but its profile: the report mentions it. */
  private Optional<Duration> remove(
      ObservedRevision revision,
      RolloutInput input,
      Optional<Publishing.Hindered> hindrance,
      Optional<ObservedRevision> served,
      Publishing publishing) {
    return switch (store.delete(deployment, revision)) {
      case DeploymentStore.Refused(String why) ->
          end(
                  input
                      .awaited()
                      .map(RolloutOutcome::awaiting)
                      .orElseGet(() -> settled(hindrance))
                      .keeping(revision, why),
                  served,
                  publishing)
              .or(() -> Optional.of(recheck()));
      case DeploymentStore.Changed() -> soon();
      case DeploymentStore.Written() -> {
        announce(
            ResourceEvent.normal("RevisionRemoved", "Removed the revision " + revision.name()));
        yield soon();
      }
    };
  }

  private RolloutOutcome settled(Optional<Publishing.Hindered> hindrance) {
    return hindrance
        .map(RolloutOutcome::hindered)
        .orElseGet(() -> RolloutOutcome.done(record.current().orElseThrow()));
  }

  /** Ends the reconciliation of a spec that is not understood: nothing but a report. */
  Optional<Duration> end(RolloutOutcome outcome) {
    return end(outcome, Optional.empty(), publisher(Optional.empty()).unread());
  }

  private Optional<Duration> end(
      RolloutOutcome outcome, Optional<ObservedRevision> served, Publishing publishing) {
    var report =
        new DeploymentReport(
            deployment,
            revisions,
            record.at(now, record.current(), revisions),
            served,
            publishing,
            now);
    if (!write(report, outcome)) {
      return soon();
    }
    return switch (outcome.progress()) {
      case DONE ->
          publishing instanceof Publishing.Hindered ? Optional.of(recheck()) : Optional.empty();
      case STALLED -> Optional.of(recheck());
      case RECONCILING -> isUnderWay(publishing) ? soon() : Optional.of(recheck());
    };
  }

  private static boolean isUnderWay(Publishing publishing) {
    return publishing instanceof Publishing.Hindered hindered
        && hindered.reason().progress() == Progress.RECONCILING;
  }

  /** Returns false if the deployment changed in the meantime. */
  private boolean write(DeploymentReport report, RolloutOutcome outcome) {
    var status = report.status(outcome);
    if (status.equals(deployment.getStatus())) {
      return true;
    }
    if (!(store.writeStatus(deployment, status) instanceof DeploymentStore.Written)) {
      return false;
    }
    if (outcome.progress() == Progress.STALLED && !isReported(outcome)) {
      announce(ResourceEvent.warning(outcome.reason(), outcome.message()));
    }
    return true;
  }

  /** An event is emitted for each change of the reason, not for each retry. */
  private boolean isReported(RolloutOutcome outcome) {
    return Condition.find(DeploymentReport.conditions(deployment), Conditions.READY)
        .filter(condition -> outcome.reason().equals(condition.reason()))
        .isPresent();
  }

  private void announce(ResourceEvent event) {
    store.announce(deployment, event);
  }

  private Optional<Duration> soon() {
    return Optional.of(reconciler.delays().poll(LOOKS));
  }

  private Duration recheck() {
    return reconciler.delays().recheck();
  }
}
