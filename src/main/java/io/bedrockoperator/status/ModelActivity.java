package io.bedrockoperator.status;

import static java.util.Comparator.comparing;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.ProfileModel;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.ModelLifecycle;
import io.bedrockoperator.profile.ModelListing;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a status says about the lifecycle of its models: {@code status.models} and the condition
 * {@code ModelActive}. It does not make a profile unready.
 */
public final class ModelActivity {

  /** The statuses that Bedrock documents. */
  private static final String ACTIVE = "ACTIVE";

  private static final String LEGACY = "LEGACY";

  private static final int LONGEST_WORD = 100;

  private ModelActivity() {}

  /**
   * The reasons of the condition, the worst first. The values are public API. The worst reason
   * among the models counts.
   */
  public enum Why {
    END_OF_LIFE("EndOfLife", Conditions.FALSE),
    LEGACY("Legacy", Conditions.FALSE),
    /** Bedrock uses a status that this version does not know. */
    UNKNOWN_LIFECYCLE("UnknownLifecycle", Conditions.UNKNOWN),
    NOT_LISTED("NotListed", Conditions.UNKNOWN),
    NOT_ALLOWED("NotAllowed", Conditions.UNKNOWN),
    ACTIVE("Active", Conditions.TRUE);

    private final String value;
    private final String status;

    Why(String value, String status) {
      this.value = value;
      this.status = status;
    }

    public String value() {
      return value;
    }
  }

  /** One model, and what is known about it. */
  private record Judged(String arn, Why why, Optional<ModelLifecycle> lifecycle) {

    ProfileModel toProfileModel() {
      return new ProfileModel(
          arn,
          lifecycle.map(ModelLifecycle::status).orElse(null),
          lifecycle.flatMap(ModelLifecycle::endOfLife).map(Instant::toString).orElse(null));
    }

    String id() {
      return idOf(arn);
    }

    String message() {
      return switch (why) {
        case END_OF_LIFE ->
            "The model %s ended on %s and cannot be invoked any more: create a resource with another one"
                .formatted(id(), end());
        case LEGACY ->
            lifecycle.flatMap(ModelLifecycle::endOfLife).isPresent()
                ? "The model %s is LEGACY and ends on %s: create a resource with another one before"
                    .formatted(id(), end())
                : "The model %s is LEGACY, and AWS has not said when it ends: create a resource with another one"
                    .formatted(id());
        case UNKNOWN_LIFECYCLE ->
            "Bedrock calls the model %s %s, which this version of the operator does not know"
                .formatted(id(), lifecycle.map(ModelLifecycle::status).orElse(""));
        case NOT_LISTED ->
            "Bedrock does not list the model %s for this account, so its end of life is unknown"
                .formatted(id());
        case NOT_ALLOWED ->
            "The role of the operator may not list models: allow bedrock:ListFoundationModels to"
                + " see how long they stay";
        case ACTIVE -> "Bedrock lists the models of the profile as ACTIVE";
      };
    }

    private String end() {
      return lifecycle.flatMap(ModelLifecycle::endOfLife).map(Instant::toString).orElse("");
    }
  }

  /** Returns the status with what is known about its models by now. */
  public static InferenceProfileStatus in(
      InferenceProfileStatus status, ModelListing listing, Instant now) {
    var models = Objects.requireNonNullElse(status.models(), List.<ProfileModel>of());
    if (models.isEmpty()) {
      return condition(status).isEmpty()
          ? status
          : status.with(status.models(), others(status).toList());
    }
    if (listing instanceof ModelListing.Unknown) {
      return status;
    }
    var judged = models.stream().map(model -> judge(model, listing, now)).toList();
    return status.with(
        judged.stream().map(Judged::toProfileModel).toList(),
        Stream.concat(others(status), Stream.of(following(status, judged, now))).toList());
  }

  private static Condition following(
      InferenceProfileStatus status, List<Judged> judged, Instant now) {
    var worst = judged.stream().min(comparing(Judged::why)).orElseThrow();
    return Condition.following(
        conditions(status),
        Conditions.MODEL_ACTIVE,
        worst.why.status,
        Objects.requireNonNullElse(status.observedGeneration(), 0L),
        worst.why.value,
        worst.message(),
        now);
  }

  /** Returns the condition in a status; empty if nothing was known about the models. */
  public static Optional<Condition> condition(@Nullable InferenceProfileStatus status) {
    return status == null
        ? Optional.empty()
        : Condition.find(conditions(status), Conditions.MODEL_ACTIVE);
  }

  private static List<Condition> conditions(InferenceProfileStatus status) {
    return Objects.requireNonNullElse(status.conditions(), List.of());
  }

  private static Stream<Condition> others(InferenceProfileStatus status) {
    return conditions(status).stream()
        .filter(condition -> !Conditions.MODEL_ACTIVE.equals(condition.type()));
  }

  private static Judged judge(ProfileModel model, ModelListing listing, Instant now) {
    var arn = Objects.requireNonNullElse(model.modelArn(), "");
    // AWS may stop listing a model once it has ended, which does not bring it back.
    var lifecycle =
        listed(arn, listing).or(() -> recorded(model).filter(known -> known.hasEnded(now)));
    return new Judged(
        arn,
        lifecycle.map(known -> judge(known, now)).orElseGet(() -> whyUnknown(listing)),
        lifecycle);
  }

  private static Why judge(ModelLifecycle lifecycle, Instant now) {
    if (lifecycle.hasEnded(now)) {
      return Why.END_OF_LIFE;
    }
    return switch (lifecycle.status()) {
      case ACTIVE -> Why.ACTIVE;
      case LEGACY -> Why.LEGACY;
      default -> Why.UNKNOWN_LIFECYCLE;
    };
  }

  private static Why whyUnknown(ModelListing listing) {
    return listing instanceof ModelListing.NotAllowed ? Why.NOT_ALLOWED : Why.NOT_LISTED;
  }

  /**
   * Compares ids, because the models of a profile are in several Regions and a listing names those
   * of one.
   */
  private static Optional<ModelLifecycle> listed(String arn, ModelListing listing) {
    return listing instanceof ModelListing.Listed(var byId)
        ? Optional.ofNullable(byId.get(idOf(arn)))
            .map(
                known ->
                    new ModelLifecycle(
                        PlainText.of(known.status(), LONGEST_WORD), known.endOfLife()))
        : Optional.empty();
  }

  private static Optional<ModelLifecycle> recorded(ProfileModel model) {
    return model.lifecycle() == null
        ? Optional.empty()
        : Optional.of(new ModelLifecycle(model.lifecycle(), endOfLife(model)));
  }

  /**
   * Returns when the model ends; empty if the status does not say it, or if what it says is not a
   * time.
   */
  public static Optional<Instant> endOfLife(ProfileModel model) {
    try {
      return Optional.ofNullable(model.endOfLifeTime()).map(Instant::parse);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  /** Returns the id of the model with that ARN, which is its last part. */
  public static String idOf(String modelArn) {
    return Arn.parse(modelArn).map(Arn::id).orElse(modelArn);
  }
}
