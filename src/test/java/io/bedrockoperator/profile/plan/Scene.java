package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ManagementPolicy;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.profile.RecreatePolicy;
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
  static final Adoption BY_ARN = new Adoption.OfArn(ARN, false);
  static final Adoption BY_NAME = new Adoption.OfMatchingName(false);

  private static final String NAME = "team-a-chat";
  private static final Optional<String> DESCRIPTION = Optional.of("Chat assistant");

  private Scene() {}

  static ProfileRecord recorded(
      Optional<String> arn, Optional<String> token, Set<String> keys, List<String> previousArns) {
    return new ProfileRecord(
        arn,
        token,
        keys,
        previousArns,
        "",
        "",
        List.of(),
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static String arn(String id) {
    return "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/" + id;
  }

  public static DesiredProfile want() {
    return want(Map.of("team", "a"));
  }

  public static DesiredProfile want(Map<String, String> tags) {
    return new DesiredProfile("us-east-1", NAME, DESCRIPTION, MODEL, tags, OWNER);
  }

  static DesiredState intent() {
    return desired(RecreatePolicy.RECREATE, ManagementPolicy.FULL, false, Optional.empty());
  }

  static DesiredState suspended() {
    return desired(RecreatePolicy.RECREATE, ManagementPolicy.FULL, true, Optional.empty());
  }

  static DesiredState observing() {
    return desired(RecreatePolicy.RECREATE, ManagementPolicy.OBSERVE, false, Optional.empty());
  }

  static DesiredState observing(Adoption adoption) {
    return desired(RecreatePolicy.RECREATE, ManagementPolicy.OBSERVE, false, Optional.of(adoption));
  }

  static DesiredState neverRecreating() {
    return desired(RecreatePolicy.NEVER, ManagementPolicy.FULL, false, Optional.empty());
  }

  static DesiredState adopting(Adoption adoption) {
    return desired(RecreatePolicy.RECREATE, ManagementPolicy.FULL, false, Optional.of(adoption));
  }

  static DesiredState desired(
      RecreatePolicy recreatePolicy,
      ManagementPolicy managementPolicy,
      boolean suspended,
      Optional<Adoption> adoption) {
    return new DesiredState(want(), recreatePolicy, managementPolicy, suspended, adoption);
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
    return profile(arn, createdAt, NAME, DESCRIPTION, "ACTIVE", "APPLICATION", List.of(MODEL));
  }

  public static ObservedProfile named(String name) {
    return profile(name, DESCRIPTION, "ACTIVE", "APPLICATION", MODEL);
  }

  public static ObservedProfile described(Optional<String> description) {
    return profile(NAME, description, "ACTIVE", "APPLICATION", MODEL);
  }

  static ObservedProfile inStatus(String status) {
    return profile(NAME, DESCRIPTION, status, "APPLICATION", MODEL);
  }

  public static ObservedProfile ofType(String type) {
    return profile(NAME, DESCRIPTION, "ACTIVE", type, MODEL);
  }

  public static ObservedProfile withModels(String... arns) {
    return profile(NAME, DESCRIPTION, "ACTIVE", "APPLICATION", arns);
  }

  private static ObservedProfile profile(
      String name, Optional<String> description, String status, String type, String... models) {
    return profile(ARN, CREATED_AT, name, description, status, type, List.of(models));
  }

  private static ObservedProfile profile(
      String arn,
      Instant createdAt,
      String name,
      Optional<String> description,
      String status,
      String type,
      List<String> models) {
    var id = Arn.parse(arn).orElseThrow().id();
    return new ObservedProfile(
        arn, id, name, description, status, type, models, Optional.of(createdAt));
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
