package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ManagementPolicy;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.profile.RecreatePolicy;
import io.bedrockoperator.profile.plan.PlanInput.AdoptionFacts;
import io.bedrockoperator.profile.plan.PlanInput.Doubts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One resource and one profile that fits it, and what can be otherwise about them. */
public final class Scene {

  public static final Owner OWNER = new Owner("prod", "team-a", "chat", "u2");
  public static final Owner PREDECESSOR = new Owner("prod", "team-a", "chat", "u1");
  public static final Owner NEIGHBOUR = new Owner("prod", "team-b", "bot", "u9");
  public static final Owner ABROAD = new Owner("staging", "team-a", "chat", "u1");

  public static final String ARN = arn("06vsfs68yb4g");
  static final String SECOND_ARN = arn("zzvsfs68yb4g");
  public static final String MODEL =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
  public static final Instant CREATED_AT = Instant.parse("2026-01-01T00:00:00Z");

  static final ProfileRecord NOTHING = ProfileRecord.NOTHING;
  private static final Optional<Set<String>> KNOWN_SOURCE = Optional.of(Set.of(MODEL));
  static final PlanInput ALLOWED = adoption(true, true, AdoptionPermission.GRANTED, false);
  static final PlanInput ALLOWED_FROM_LIVING =
      adoption(true, true, AdoptionPermission.GRANTED, true);
  static final PlanInput ALLOWED_AS_BEFORE =
      adoption(true, false, AdoptionPermission.GRANTED, false);
  static final PlanInput NOT_ALLOWED = adoption(true, true, AdoptionPermission.WITHHELD, false);
  static final PlanInput NEVER_ALLOWED = adoption(true, true, AdoptionPermission.NEVER, false);
  static final PlanInput ALLOWED_UNSETTLED =
      adoption(false, true, AdoptionPermission.GRANTED, false);
  static final PlanInput NONE = claim(NameClaim.UNTRIED, false);
  static final PlanInput REFUSED_NOW = claim(NameClaim.REFUSED_NOW, true);
  static final PlanInput REFUSED_BEFORE = claim(NameClaim.REFUSED_BEFORE, true);
  static final PlanInput REFUSED_BEFORE_UNSETTLED = claim(NameClaim.REFUSED_BEFORE, false);

  /** One plan. */
  record Case(
      String situation,
      DesiredState intent,
      ProfileRecord recorded,
      Observation sighting,
      PlanInput circumstances,
      Action expected) {
    @Override
    public String toString() {
      return situation;
    }
  }

  private Scene() {}

  private static PlanInput adoption(
      boolean settled, boolean specChanged, AdoptionPermission permission, boolean ownerLives) {
    return input(
        NameClaim.UNTRIED,
        settled,
        specChanged,
        new AdoptionFacts(permission, ownerLives, KNOWN_SOURCE));
  }

  private static PlanInput claim(NameClaim nameClaim, boolean settled) {
    return input(nameClaim, settled, true, AdoptionFacts.UNKNOWN);
  }

  /** What is known of a name that Bedrock refused, and of the profile that holds it. */
  static PlanInput nameHeld(AdoptionPermission permission) {
    return input(
        NameClaim.REFUSED_NOW, true, true, new AdoptionFacts(permission, false, KNOWN_SOURCE));
  }

  private static PlanInput input(
      NameClaim nameClaim, boolean settled, boolean specChanged, AdoptionFacts adoption) {
    return new PlanInput(
        intent(),
        NOTHING,
        new Doubts(false, false, false, false),
        Optional.empty(),
        new Observation.NotLooked(),
        nameClaim,
        settled,
        specChanged,
        Optional.empty(),
        adoption);
  }

  /** The same circumstances, for another resource and what was read of it. */
  static PlanInput input(
      DesiredState desired, ProfileRecord record, Observation observation, PlanInput around) {
    return new PlanInput(
        desired,
        record,
        around.doubts(),
        around.listed(),
        observation,
        around.nameClaim(),
        around.settled(),
        around.specChanged(),
        around.hindrance(),
        around.adoption());
  }

  /** Before anything was read. */
  static PlanInput doubting(Doubts doubts, DesiredState desired, ProfileRecord record) {
    return new PlanInput(
        desired,
        record,
        doubts,
        Optional.empty(),
        new Observation.NotLooked(),
        NameClaim.UNTRIED,
        false,
        true,
        Optional.empty(),
        AdoptionFacts.UNKNOWN);
  }

  static ProfileRecord recorded(
      Optional<String> arn, Optional<String> token, Set<String> keys, List<String> previousArns) {
    return new ProfileRecord(
        arn, token, keys, previousArns, "", "", List.of(), "", Optional.empty(), Optional.empty());
  }

  static String arn(String id) {
    return "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/" + id;
  }

  public static DesiredProfile want() {
    return want(Map.of("team", "a"));
  }

  public static DesiredProfile want(Map<String, String> tags) {
    return new DesiredProfile(
        "us-east-1", "team-a-chat", Optional.of("Chat assistant"), MODEL, tags, OWNER);
  }

  static DesiredState intent() {
    return new DesiredState(
        want(), RecreatePolicy.RECREATE, ManagementPolicy.FULL, false, Optional.empty());
  }

  static DesiredState suspended(DesiredState intent) {
    return new DesiredState(
        intent.profile(),
        intent.recreatePolicy(),
        intent.managementPolicy(),
        true,
        intent.adoption());
  }

  static DesiredState observing(DesiredState intent) {
    return new DesiredState(
        intent.profile(),
        intent.recreatePolicy(),
        ManagementPolicy.OBSERVE,
        intent.suspended(),
        intent.adoption());
  }

  static DesiredState neverRecreating(DesiredState intent) {
    return new DesiredState(
        intent.profile(),
        RecreatePolicy.NEVER,
        intent.managementPolicy(),
        intent.suspended(),
        intent.adoption());
  }

  static DesiredState adopting(Adoption adoption) {
    return new DesiredState(
        want(), RecreatePolicy.RECREATE, ManagementPolicy.FULL, false, Optional.of(adoption));
  }

  static DesiredState adoptingArn() {
    return adopting(new Adoption.OfArn(ARN, false));
  }

  static DesiredState adoptingName() {
    return adopting(new Adoption.OfMatchingName(false));
  }

  static ProfileRecord created() {
    return created(Set.of("team"));
  }

  static ProfileRecord created(Set<String> appliedTagKeys) {
    return recorded(Optional.of(ARN), Optional.of(OWNER.uid()), appliedTagKeys, List.of());
  }

  static ProfileRecord adopted() {
    return recorded(Optional.of(ARN), Optional.empty(), Set.of("team"), List.of());
  }

  static ProfileRecord afterLossOf(String arn) {
    return recorded(Optional.empty(), Optional.of("u2-1"), Set.of(), List.of(arn));
  }

  public static ObservedProfile profile() {
    return profile(ARN, CREATED_AT);
  }

  public static ObservedProfile profile(String arn, Instant createdAt) {
    return new ObservedProfile(
        arn,
        Arn.parse(arn).orElseThrow().id(),
        "team-a-chat",
        Optional.of("Chat assistant"),
        "ACTIVE",
        "APPLICATION",
        List.of(MODEL),
        Optional.of(createdAt));
  }

  public static ObservedProfile named(String name) {
    var is = profile();
    return new ObservedProfile(
        is.arn(),
        is.id(),
        name,
        is.description(),
        is.status(),
        is.type(),
        is.models(),
        is.createdAt());
  }

  public static ObservedProfile described(Optional<String> description) {
    var is = profile();
    return new ObservedProfile(
        is.arn(),
        is.id(),
        is.name(),
        description,
        is.status(),
        is.type(),
        is.models(),
        is.createdAt());
  }

  static ObservedProfile inStatus(String status) {
    var is = profile();
    return new ObservedProfile(
        is.arn(),
        is.id(),
        is.name(),
        is.description(),
        status,
        is.type(),
        is.models(),
        is.createdAt());
  }

  public static ObservedProfile ofType(String type) {
    var is = profile();
    return new ObservedProfile(
        is.arn(),
        is.id(),
        is.name(),
        is.description(),
        is.status(),
        type,
        is.models(),
        is.createdAt());
  }

  public static ObservedProfile withModels(String... arns) {
    var is = profile();
    return new ObservedProfile(
        is.arn(),
        is.id(),
        is.name(),
        is.description(),
        is.status(),
        is.type(),
        List.of(arns),
        is.createdAt());
  }

  /** The tags of a profile in order that belongs to somebody. */
  static Map<String, String> tagsOf(Owner owner) {
    return with(owner.tags(), "team", "a");
  }

  public static Map<String, String> with(Map<String, String> tags, String key, String value) {
    var more = new HashMap<>(tags);
    more.put(key, value);
    return Map.copyOf(more);
  }

  static Observation.Found found(Map<String, String> tags) {
    return found(profile(), tags);
  }

  static Observation.Found found(ObservedProfile profile, Map<String, String> tags) {
    return new Observation.Found(profile.arn(), Optional.of(profile), Optional.of(tags));
  }

  static Observation.Found profileOnly(ObservedProfile profile) {
    return new Observation.Found(profile.arn(), Optional.of(profile), Optional.empty());
  }

  static Observation.Found tagsOnly(Map<String, String> tags) {
    return new Observation.Found(ARN, Optional.empty(), Optional.of(tags));
  }

  static Observation.SameName sameName(Observation.Found... profiles) {
    return new Observation.SameName(List.of(profiles));
  }

  static Observation.Missing missing(boolean confirmed) {
    return new Observation.Missing(ARN, confirmed);
  }
}
