package io.bedrockoperator.profile.plan;

import static io.bedrockoperator.profile.plan.Scene.ARN;
import static io.bedrockoperator.profile.plan.Scene.CREATED_AT;
import static io.bedrockoperator.profile.plan.Scene.NEIGHBOUR;
import static io.bedrockoperator.profile.plan.Scene.NONE;
import static io.bedrockoperator.profile.plan.Scene.NOTHING;
import static io.bedrockoperator.profile.plan.Scene.OWNER;
import static io.bedrockoperator.profile.plan.Scene.PREDECESSOR;
import static io.bedrockoperator.profile.plan.Scene.SECOND_ARN;
import static io.bedrockoperator.profile.plan.Scene.adopted;
import static io.bedrockoperator.profile.plan.Scene.adoptingArn;
import static io.bedrockoperator.profile.plan.Scene.afterLossOf;
import static io.bedrockoperator.profile.plan.Scene.created;
import static io.bedrockoperator.profile.plan.Scene.found;
import static io.bedrockoperator.profile.plan.Scene.inStatus;
import static io.bedrockoperator.profile.plan.Scene.input;
import static io.bedrockoperator.profile.plan.Scene.intent;
import static io.bedrockoperator.profile.plan.Scene.missing;
import static io.bedrockoperator.profile.plan.Scene.named;
import static io.bedrockoperator.profile.plan.Scene.neverRecreating;
import static io.bedrockoperator.profile.plan.Scene.observing;
import static io.bedrockoperator.profile.plan.Scene.profile;
import static io.bedrockoperator.profile.plan.Scene.profileOnly;
import static io.bedrockoperator.profile.plan.Scene.recorded;
import static io.bedrockoperator.profile.plan.Scene.sameName;
import static io.bedrockoperator.profile.plan.Scene.suspended;
import static io.bedrockoperator.profile.plan.Scene.tagsOf;
import static io.bedrockoperator.profile.plan.Scene.tagsOnly;
import static io.bedrockoperator.profile.plan.Scene.want;
import static io.bedrockoperator.profile.plan.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.profile.plan.Action.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Profiles that the status names, and none at all; adoption and names have tests of their own. */
class PlannerTest {

  private static final Observation NOT_LOOKED = new Observation.NotLooked();
  private static final Map<String, String> IN_ORDER = tagsOf(OWNER);
  private static final Map<String, String> TEAM_B = with(IN_ORDER, "team", "b");
  private static final Map<String, String> AWS_TAG = with(IN_ORDER, "aws:x", "y");
  private static final Map<String, String> OLD_TAG = with(IN_ORDER, "old", "x");

  record Case(
      String situation,
      DesiredState intent,
      ProfileRecord recorded,
      Observation sighting,
      Action expected) {
    @Override
    public String toString() {
      return situation;
    }
  }

  static Stream<Case> unseen() {
    var keep = new Action.Keep(ARN, Optional.empty());
    return Stream.of(
        new Case("first creation", intent(), NOTHING, NOT_LOOKED, create("u2")),
        new Case("creation after a loss", intent(), afterLossOf(ARN), NOT_LOOKED, create("u2-1")),
        new Case("idle", intent(), created(), NOT_LOOKED, keep),
        new Case("idle, adopted", adoptingArn(), adopted(), NOT_LOOKED, keep),
        new Case("idle, observed", observing(intent()), created(), NOT_LOOKED, keep));
  }

  private static Action create(String token) {
    return new Action.Create(want(), token);
  }

  static Stream<Case> suspensions() {
    return Stream.of(NOT_LOOKED, missing(true), found(tagsOf(NEIGHBOUR)), sameName())
        .map(
            sighting ->
                new Case(
                    "suspended: " + sighting.getClass().getSimpleName(),
                    suspended(intent()),
                    created(),
                    sighting,
                    new Action.Suspend()));
  }

  static Stream<Case> losses() {
    var secondLife =
        recorded(Optional.of(ARN), Optional.of("u2-1"), Set.of(), List.of("arn:before"));
    return Stream.of(
        new Case("unconfirmed", intent(), created(), missing(false), new Action.LookAgain(ARN)),
        new Case("to adopt", adoptingArn(), NOTHING, missing(false), new Action.LookAgain(ARN)),
        new Case(
            "unconfirmed, Never",
            neverRecreating(intent()),
            created(),
            missing(false),
            new Action.LookAgain(ARN)),
        new Case("confirmed", intent(), created(), missing(true), newLife("u2-1")),
        new Case("confirmed twice", intent(), secondLife, missing(true), newLife("u2-2")),
        new Case("adopted", adoptingArn(), adopted(), missing(true), newLife("u2-1")));
  }

  static Stream<Case> foundInsteadOfALostOne() {
    var never = neverRecreating(intent());
    var twin = profile(SECOND_ARN, CREATED_AT);
    var lost =
        new Action.Refuse(
            Refusal.PROFILE_LOST,
            "The profile %s was deleted outside Kubernetes: set spec.recreatePolicy to"
                    .formatted(ARN)
                + " Recreate, or delete this resource");
    return Stream.of(
        new Case(
            "another of ours",
            never,
            created(),
            sameName(found(twin, tagsOf(OWNER))),
            new Action.Keep(SECOND_ARN, Optional.of(twin))),
        new Case("the lost one, still listed", never, created(), sameName(found(IN_ORDER)), lost),
        new Case("none", never, created(), sameName(), lost),
        new Case(
            "one of the earlier life",
            never,
            created(),
            sameName(found(twin, tagsOf(PREDECESSOR))),
            lost));
  }

  private static Action newLife(String token) {
    return new Action.Recreate(ARN, token);
  }

  static Stream<Case> kept() {
    var keep = new Action.Keep(ARN, Optional.of(profile()));
    var keepUnread = new Action.Keep(ARN, Optional.<ObservedProfile>empty());
    var foreign = with(IN_ORDER, "map-migrated", "m");
    return Stream.of(
        new Case("in order", intent(), created(), found(IN_ORDER), keep),
        new Case("profile alone read", intent(), created(), profileOnly(profile()), keep),
        new Case("tags alone read", intent(), created(), tagsOnly(IN_ORDER), keepUnread),
        new Case("foreign tag", intent(), created(), found(foreign), keep),
        new Case("AWS's own tag", intent(), created(Set.of("aws:x")), found(AWS_TAG), keep),
        new Case("adopted", adoptingArn(), adopted(), found(IN_ORDER), keep),
        new Case("adopted, profile read", adoptingArn(), adopted(), profileOnly(profile()), keep),
        new Case("observed, tags differ", observing(intent()), created(), found(TEAM_B), keep),
        new Case("observed, no owner", observing(intent()), adopted(), found(Map.of()), keep));
  }

  static Stream<Case> retagged() {
    var team = Map.of("team", "a");
    var all = with(OWNER.tags(), "team", "a");
    var uid = OWNER.tags();
    return Stream.of(
        retag("tag differs", created(), found(TEAM_B), team, Set.of()),
        retag("tags alone read", created(), tagsOnly(TEAM_B), team, Set.of()),
        retag("tag not wanted any more", created(Set.of("old")), found(OLD_TAG), Map.of(), "old"),
        retag("owner tags stripped", created(), found(Map.of()), all, Set.of()),
        retag("owned by the predecessor", created(), found(tagsOf(PREDECESSOR)), uid, Set.of()),
        retag("adopted from predecessor", adopted(), found(tagsOf(PREDECESSOR)), uid, Set.of()));
  }

  private static Case retag(
      String situation,
      ProfileRecord recorded,
      Observation.Found found,
      Map<String, String> put,
      String key) {
    return retag(situation, recorded, found, put, Set.of(key));
  }

  private static Case retag(
      String situation,
      ProfileRecord recorded,
      Observation.Found found,
      Map<String, String> put,
      Set<String> remove) {
    return new Case(situation, intent(), recorded, found, new Action.Retag(found, put, remove));
  }

  static Stream<Case> awaited() {
    var pending = inStatus("CREATING");
    var unknown = inStatus("");
    return Stream.of(
        new Case(
            "not ACTIVE",
            intent(),
            created(),
            found(pending, IN_ORDER),
            new Action.Await(found(pending, IN_ORDER), true)),
        new Case(
            "not ACTIVE, tags differ",
            intent(),
            created(),
            found(pending, Map.of()),
            new Action.Await(found(pending, Map.of()), false)),
        new Case(
            "no status",
            intent(),
            created(),
            profileOnly(unknown),
            new Action.Await(profileOnly(unknown), false)),
        new Case(
            "observed, not ACTIVE",
            observing(intent()),
            created(),
            profileOnly(pending),
            new Action.Await(profileOnly(pending), true)));
  }

  @ParameterizedTest
  @MethodSource({
    "unseen",
    "suspensions",
    "losses",
    "foundInsteadOfALostOne",
    "kept",
    "retagged",
    "awaited"
  })
  void plansOneAction(Case it) {
    assertThat(Planner.plan(input(it.intent, it.recorded, it.sighting, NONE)))
        .isEqualTo(it.expected);
  }

  record Refused(
      String situation,
      DesiredState intent,
      ProfileRecord recorded,
      Observation sighting,
      Refusal why,
      List<String> says) {
    @Override
    public String toString() {
      return situation;
    }
  }

  static Stream<Refused> refused() {
    return Stream.of(
        new Refused(
            "observes, but what?",
            observing(intent()),
            NOTHING,
            NOT_LOOKED,
            Refusal.INVALID_SPEC,
            List.of("Observe", "spec.adopt.inferenceProfileArn", "spec.adopt.matchingName")),
        new Refused(
            "observes an ARN that is not there",
            observing(adoptingArn()),
            NOTHING,
            missing(true),
            Refusal.ADOPTION_REFUSED,
            List.of(ARN, "correct spec.adopt.inferenceProfileArn")),
        new Refused(
            "adopts an ARN that is not there",
            adoptingArn(),
            NOTHING,
            missing(true),
            Refusal.ADOPTION_REFUSED,
            List.of(ARN, "correct spec.adopt.inferenceProfileArn")));
  }

  static Stream<Refused> lost() {
    return Stream.of(
        lost(neverRecreating(intent()), created(), "spec.recreatePolicy"),
        lost(observing(intent()), created(), "spec.managementPolicy"),
        lost(observing(adoptingArn()), adopted(), "name another in spec.adopt"));
  }

  private static Refused lost(DesiredState intent, ProfileRecord recorded, String advice) {
    return new Refused(
        "lost: " + intent.recreatePolicy() + ", " + intent.managementPolicy(),
        intent,
        recorded,
        missing(true),
        Refusal.PROFILE_LOST,
        List.of(ARN, advice, "delete this resource"));
  }

  static Stream<Refused> notOurs() {
    var says = List.of(ARN, "team-b/bot in cluster prod", "spec.adopt.takeOver");
    var saysHow = List.of(ARN, "team-b/bot in cluster prod", "delete this resource, and apply it");
    return Stream.of(
        new Refused(
            "created here, taken since",
            intent(),
            created(),
            found(tagsOf(NEIGHBOUR)),
            Refusal.NAME_CONFLICT,
            saysHow),
        new Refused(
            "created here, taken since, adoption asked for",
            adoptingArn(),
            created(),
            found(tagsOf(NEIGHBOUR)),
            Refusal.NAME_CONFLICT,
            saysHow),
        new Refused(
            "adopted once, taken since, adoption not asked for any more",
            intent(),
            adopted(),
            tagsOnly(tagsOf(NEIGHBOUR)),
            Refusal.NAME_CONFLICT,
            says));
  }

  static Stream<Refused> changed() {
    return Stream.of(
        new Refused(
            "other name",
            intent(),
            created(),
            found(named("old"), IN_ORDER),
            Refusal.IMMUTABLE_FIELD_CHANGED,
            List.of(ARN, "'old'", "'team-a-chat'", "create a new resource")),
        new Refused(
            "other description, not ACTIVE, tags differ",
            intent(),
            created(),
            found(Scene.described(Optional.of("Old")), Map.of()),
            Refusal.IMMUTABLE_FIELD_CHANGED,
            List.of(ARN, "'Old'", "'Chat assistant'")),
        new Refused(
            "observed, other name",
            observing(intent()),
            created(),
            profileOnly(named("old")),
            Refusal.IMMUTABLE_FIELD_CHANGED,
            List.of("'old'")));
  }

  @ParameterizedTest
  @MethodSource({"refused", "lost", "notOurs", "changed"})
  void refusesAndSaysWhatToDo(Refused it) {
    assertThat(Planner.plan(input(it.intent, it.recorded, it.sighting, NONE)))
        .isInstanceOfSatisfying(
            Action.Refuse.class,
            refuse -> {
              assertThat(refuse.why()).isEqualTo(it.why);
              assertThat(refuse.message()).contains(it.says);
            });
  }
}
