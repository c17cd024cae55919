package io.bedrockoperator.simulation;

import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.Labels;
import io.bedrockoperator.api.Tag;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.EmulatorSettings;
import io.bedrockoperator.dev.emulator.EmulatorSettings.Lag;
import io.bedrockoperator.dev.emulator.EmulatorSettings.TokenMismatch;
import io.bedrockoperator.dev.emulator.Held;
import io.bedrockoperator.dev.emulator.Outside;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.status.StatusReader;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Runs one schedule, lets everything settle, and checks the invariants. */
final class Simulation {

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration SETTLING = Duration.ofMinutes(40);

  /** A process that could not list the models says so, against the others, for an hour. */
  private static final Duration UNTIL_THEY_AGREE = Duration.ofMinutes(70);

  private static final List<String> REGIONS = List.of(Manifest.REGION, Manifest.OTHER_REGION);

  /** A status names so many profiles at most that were not found any more. */
  private static final int NAMED_LOSSES = 5;

  private static final String ANOTHERS_FINALIZER = "example.com/another";

  /**
   * Of one process: in each Region a listing every four to five minutes and one look at the tags in
   * batches, and where that is denied one at each of two resources, which is two calls for what was
   * adopted.
   */
  private static final int CALLS_AT_REST = 2 * (10 + 1) + 2 * 2;

  /**
   * What a process that died left undone, the next look at the tags puts right: once for each of
   * two resources, with a status and an event.
   */
  private static final int REQUESTS_AT_REST = 2 * 2;

  /**
   * Of one process, for a deployment: each of up to three revisions may have such news, once, after
   * which the deployment and all revisions are read twice, and a status is written.
   */
  private static final int REQUESTS_OF_DEPLOYMENT = 3 * (2 * (1 + 3) + 1);

  /** Of one process, for a resource that is tried every 2.4 to 3 minutes: four for each try. */
  private static final int CALLS_OF_RECHECKS = 4 * 17;

  private final Schedule schedule;
  private final SimulatedWorld world;
  private final VirtualTimeline time;
  private final SimulatedCluster cluster;
  private final Ledger ledger;
  private final Rollout rollout;

  private boolean hadAccounts;

  /** The uids of resources that another controller holds. */
  private final Set<String> heldForAnother = new HashSet<>();

  private Simulation(Schedule schedule) {
    this.schedule = schedule;
    this.world = new SimulatedWorld(schedule.seed(), this::perform);
    this.time = world.time();
    this.cluster = world.cluster();
    this.ledger = world.ledger();
    this.rollout = new Rollout(world);
    var given = schedule.world();
    world.configure(settings -> settings(settings, given));
    world.waver(given.wavering() ? given.longestLag() : Duration.ZERO);
    cluster.allowAdoption(given.adoptionAllowed());
    if (given.tenants()) {
      world.accounts().createBoth();
      hadAccounts = true;
    }
    if (given.lagsBeyondSettling()) {
      ledger.allowTwins();
    }
  }

  private static EmulatorSettings settings(EmulatorSettings settings, Schedule.World world) {
    var memory = world.tokenMemory().isZero() ? EmulatorSettings.FOR_EVER : world.tokenMemory();
    var mismatch = world.strictTokens() ? TokenMismatch.CONFLICT : TokenMismatch.IGNORED;
    var reads = new Lag(world.readLag(), world.readLag());
    var lists = new Lag(world.listLag(), world.listLag());
    return settings
        .with(new EmulatorSettings.Names(world.uniqueNames(), Duration.ZERO))
        .with(new EmulatorSettings.Tokens(memory, world.deadToken(), mismatch))
        .withReads(world.wavering() ? Lag.NONE : reads)
        .withDeletes(new Lag(world.deleteLag(), world.deleteLag()))
        .withLists(world.wavering() ? Lag.NONE : lists)
        .with(new EmulatorSettings.Creation(world.activeAfter(), "CREATING"))
        .with(world.tagIndex());
  }

  /** What went wrong, and everything that led to it. */
  record Failure(String violation, List<String> trace) {}

  /** Empty when every invariant held. */
  static Optional<Failure> run(Schedule schedule) {
    var simulation = new Simulation(schedule);
    try {
      simulation.world.startReplica();
      schedule.steps().forEach(simulation::perform);
      simulation.settle();
      simulation.check();
      return Optional.empty();
    } catch (Violation violation) {
      return Optional.of(
          new Failure(String.valueOf(violation.getMessage()), simulation.world.trace().lines()));
    }
  }

  private void perform(Step step) {
    world.trace().note(step::told);
    switch (step) {
      case Step.Wait(Duration length) -> time.advance(length);
      case Step.Apply apply -> apply(apply);
      case Step.ApplyAdopting adopting -> applyAdopting(adopting);
      case Step.ChangeDeletionPolicy(int resource, boolean retain) ->
          changeSpec(resource, spec -> Edit.deletionPolicy(spec, retain ? "Retain" : "Delete"));
      case Step.Observe(int resource, boolean only) ->
          changeSpec(resource, spec -> Edit.managementPolicy(spec, only ? "Observe" : "Full"));
      case Step.ChangeTag(int resource, int key, int value) ->
          changeTags(
              resource,
              tags -> {
                tags.put("key-" + key, "value-" + value);
                return tags;
              });
      case Step.Publish(int resource, var configMap) ->
          changeSpec(resource, spec -> Edit.publish(spec, configMap));
      case Step.StrangerWritesConfigMap deed -> strangerWritesConfigMap(deed);
      case Step.ChangeAccount(int account, var deed) -> changeAccount(account, deed);
      case Step.RemoveTags(int resource) -> changeTags(resource, tags -> new TreeMap<>());
      case Step.Suspend(int resource, boolean suspended) ->
          changeSpec(resource, spec -> Edit.suspended(spec, suspended));
      case Step.Delete(int resource) -> delete(resource);
      case Step.Replace(Step.Apply next) -> {
        delete(next.resource());
        apply(next);
      }
      case Step.HoldForAnother(int resource, boolean held) -> holdForAnother(resource, held);
      case Step.AskForReconcile(int resource) ->
          cluster.changeMetadata(
              name(resource),
              metadata ->
                  metadata
                      .getAnnotations()
                      .put(
                          "bedrock-operator.io/reconcile-requested-at", time.instant().toString()));
      case Step.StrangerDeletes(int resource) -> strangerDeletes(resource);
      case Step.StrangerTags(int resource, int key) -> strangerTags(resource, key);
      case Step.StrangerTakesName(int resource) -> strangerTakesName(resource);
      case Step.StrangerWritesStatus(int resource, boolean restores) ->
          strangerWritesStatus(resource, restores);
      case Step.Roll roll -> rollout.apply(roll);
      case Step.DeleteDeployment() -> rollout.delete();
      case Step.StrangerDeletesRevision(boolean inAws) -> rollout.deleteRevision(inAws);
      case Step.StrangerForgetsRollout() -> rollout.forget();
      case Step.StartReplica() -> world.startReplica();
      case Step.CutWatch(Duration length) ->
          world.replicas().forEach(replica -> replica.cutWatch(length));
      case Step.MoveClock(Duration by) -> time.moveWallClock(by);
      case Step.Trouble(int effectsFromNow, Step.Fate fate) ->
          world.hazard().arm(effectsFromNow, fate);
    }
    time.advance(STEP);
  }

  private Stream<Outside> everywhere(String region) {
    return world.accounts().all().stream().map(account -> account.outside(region));
  }

  private static String regionOf(String arn) {
    return Arn.parse(arn).orElseThrow().region();
  }

  /** Where its profile is, or would be. */
  private static String regionOf(InferenceProfile resource) {
    return regionOf(
        String.valueOf(Objects.requireNonNull(resource.getSpec().modelSource()).copyFrom()));
  }

  /** Each in a namespace of its own. */
  private static String name(int resource) {
    return "%s/%s".formatted(resource == 0 ? "team-a" : "team-b", profileName(resource));
  }

  private static String profileName(int resource) {
    return "profile-" + resource;
  }

  private void apply(Step.Apply apply) {
    create(
        name(apply.resource()),
        Manifest.in(
            apply.region(),
            profileName(apply.resource()),
            apply.retain() ? "Retain" : null,
            apply.never() ? "Never" : null,
            null));
  }

  private void applyAdopting(Step.ApplyAdopting adopting) {
    var name = name(adopting.resource());
    if (cluster.get(name).isEmpty()) {
      create(
          name,
          Manifest.in(
              adopting.region(),
              profileName(adopting.nameOf()),
              null,
              null,
              new Adopt(null, true, adopting.takeOver())));
      if (schedule.world().adoptionAllowed()) {
        ledger.mayAdopt(uid(name));
      }
    }
  }

  private void create(String name, InferenceProfileSpec spec) {
    if (cluster.get(name).isEmpty()) {
      cluster.create(name, spec);
    }
  }

  private String uid(String name) {
    return cluster.get(name).orElseThrow().getMetadata().getUid();
  }

  private void changeSpec(int resource, UnaryOperator<InferenceProfileSpec> change) {
    cluster.changeSpec(name(resource), change);
  }

  private void changeTags(int resource, UnaryOperator<Map<String, String>> change) {
    changeSpec(
        resource,
        spec -> {
          var tags = new TreeMap<String, String>();
          Optional.ofNullable(spec.tags())
              .orElse(List.of())
              .forEach(tag -> tags.put(tag.key(), tag.value()));
          return Edit.tags(
              spec,
              change.apply(tags).entrySet().stream()
                  .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                  .toList());
        });
  }

  private void delete(int resource) {
    cluster.delete(name(resource));
  }

  private void holdForAnother(int resource, boolean held) {
    var name = name(resource);
    cluster
        .get(name)
        .filter(found -> !(held && found.isMarkedForDeletion()))
        .ifPresent(
            found -> {
              var uid = found.getMetadata().getUid();
              var unused = held ? heldForAnother.add(uid) : heldForAnother.remove(uid);
              cluster.setFinalizer(name, ANOTHERS_FINALIZER, held);
            });
  }

  private void checkHeldForAnother() {
    var held =
        cluster.list().values().stream()
            .filter(found -> found.hasFinalizer(ANOTHERS_FINALIZER))
            .map(found -> found.getMetadata().getUid())
            .toList();
    if (!held.containsAll(heldForAnother)) {
      throw new Violation(
          "of another controller's finalizers on %s only those on %s are left"
              .formatted(heldForAnother, held));
    }
  }

  private List<Held> profilesOf(int resource) {
    return cluster
        .get(name(resource))
        .map(found -> ledger.livingOf(found.getMetadata().getUid()))
        .orElse(List.of());
  }

  private void strangerDeletes(int resource) {
    profilesOf(resource).stream()
        .map(held -> held.profile().arn())
        .forEach(
            arn -> {
              world.publications().takenAway(arn);
              world.accounts().outsideOf(arn).delete(arn);
            });
  }

  private static boolean names(InferenceProfile resource, String arn) {
    return resource.getStatus() != null && arn.equals(resource.getStatus().inferenceProfileArn());
  }

  private void changeAccount(int account, Step.ChangeAccount.Change deed) {
    world.accounts().change(account, deed);
    hadAccounts |= world.accounts().isAnyThere();
  }

  private void strangerTags(int resource, int key) {
    profilesOf(resource)
        .forEach(
            held -> {
              var arn = held.profile().arn();
              world.accounts().outsideOf(arn).putTag(arn, "stranger-" + key, "x");
              ledger.taggedByStranger(arn, "stranger-" + key);
            });
  }

  private void strangerTakesName(int resource) {
    var name = profileName(resource);
    var region = cluster.get(name(resource)).map(Simulation::regionOf).orElse(Manifest.REGION);
    everywhere(region)
        .filter(outside -> outside.named(name).isEmpty())
        .forEach(
            outside ->
                ledger.belongsToStranger(
                    outside.create(CreateRequest.of(name, Manifest.copyFrom(region))).arn()));
  }

  private void strangerWritesConfigMap(Step.StrangerWritesConfigMap step) {
    var configMaps = cluster.configMaps();
    var resource = name(step.resource());
    var name = resource.substring(0, resource.indexOf('/') + 1) + step.configMap();
    var found = configMaps.get(name);
    switch (step.deed()) {
      case CREATE -> {
        if (found.isEmpty()) {
          world
              .publications()
              .belongsToStranger(
                  configMaps.create(
                      strangers(name.substring(0, name.indexOf('/')), step.configMap()).build()));
        }
      }
      case EDIT -> edit(found, is -> new ConfigMapBuilder(is).addToData("theirs", "1").build());
      case MAKE_IMMUTABLE ->
          edit(
              found,
              is -> new ConfigMapBuilder(is).addToData("theirs", "1").withImmutable(true).build());
      case UNLABEL ->
          edit(
              found,
              is ->
                  new ConfigMapBuilder(is)
                      .editMetadata()
                      .withLabels(Map.of())
                      .endMetadata()
                      .build());
      case ANNOTATE ->
          edit(
              found,
              is ->
                  new ConfigMapBuilder(is)
                      .editMetadata()
                      .addToAnnotations("theirs", time.instant().toString())
                      .endMetadata()
                      .build());
      case FORGE -> cluster.get(resource).ifPresent(owner -> forge(owner, step.configMap()));
      case DELETE -> {
        world.publications().leftByStranger(name);
        configMaps.remove(name);
      }
    }
  }

  private static ConfigMapBuilder strangers(String namespace, String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withData(Map.of("theirs", "1"));
  }

  private void forge(InferenceProfile owner, String name) {
    var configMaps = cluster.configMaps();
    if (configMaps.get(SimulatedConfigMaps.FORGERS + "/" + name).isEmpty()) {
      world
          .publications()
          .belongsToStranger(
              configMaps.create(
                  strangers(SimulatedConfigMaps.FORGERS, name)
                      .editMetadata()
                      .addToLabels(Labels.PUBLISHED_BY, "inferenceprofile.forged")
                      .addNewOwnerReference()
                      .withApiVersion(owner.getApiVersion())
                      .withKind(owner.getKind())
                      .withName(owner.getMetadata().getName())
                      .withUid(owner.getMetadata().getUid())
                      .withController(true)
                      .endOwnerReference()
                      .endMetadata()
                      .build()));
    }
  }

  /** Of the operator's own. */
  private void edit(Optional<ConfigMap> configMap, UnaryOperator<ConfigMap> change) {
    configMap
        .filter(SimulatedConfigMaps::isLabelled)
        .map(change)
        .ifPresent(cluster.configMaps()::put);
  }

  private void strangerWritesStatus(int resource, boolean restores) {
    cluster
        .get(name(resource))
        .ifPresent(
            found -> {
              ledger.statusIsForged(found.getMetadata().getUid());
              cluster.changeStatus(
                  name(resource), restores ? cluster.firstReport(found).orElse(null) : null);
            });
  }

  private void settle() {
    world.hazard().disarm();
    world.accounts().heal(hadAccounts);
    checkHeldForAnother();
    for (var resource = 0; resource < 2; resource++) {
      holdForAnother(resource, false);
      changeSpec(resource, spec -> Edit.suspended(spec, false));
    }
    time.advance(STEP);
    world.restartIfDead();
    time.advance(world.replicas().size() > 1 ? UNTIL_THEY_AGREE : SETTLING);
    var rest = world.pass(SETTLING);
    if (!schedule.world().lagsBeyondSettling()) {
      checkRest(rest);
    }
  }

  private void checkRest(Traffic traffic) {
    var rechecked = (int) cluster.list().values().stream().filter(Readiness::isRechecked).count();
    var most = world.replicas().size() * (CALLS_AT_REST + rechecked * CALLS_OF_RECHECKS);
    if (traffic.calls() > most) {
      throw new Violation(
          "more than %d calls in %s of rest: %s".formatted(most, SETTLING, traffic));
    }
    var ofDeployments =
        world.replicas().size() * cluster.deployments().list().size() * REQUESTS_OF_DEPLOYMENT;
    if (rechecked == 0 && traffic.requests() > REQUESTS_AT_REST + ofDeployments) {
      throw new Violation("requests in %s of rest: %s".formatted(SETTLING, traffic));
    }
  }

  private void check() {
    ledger.checkLiving();
    ledger.checkStrangers();
    world.publications().check();
    rollout.check(this::isLost);
    if (schedule.world().lagsBeyondSettling()) {
      cluster.list().values().forEach(this::checkSaysSo);
    } else {
      cluster.list().values().forEach(this::checkResource);
      cluster.everything().values().forEach(this::checkGone);
    }
  }

  /** What the operator could not see in time may be wrong, but it must not be kept quiet. */
  private void checkSaysSo(InferenceProfile resource) {
    var uid = resource.getMetadata().getUid();
    checkDeletionEnded(resource);
    var said = Readiness.of(resource);
    if (said.equals(Readiness.AVAILABLE) && !namesLiving(resource)) {
      throw new Violation("%s says %s of a profile that is not there".formatted(uid, said));
    }
    if (said.equals(Readiness.AVAILABLE) && !ledger.isForged(uid)) {
      ledger.livingOf(uid).stream()
          .map(held -> held.profile().arn())
          .filter(cluster::wasReported)
          .forEach(arn -> checkMentioned(resource, arn));
    }
  }

  private static void checkMentioned(InferenceProfile resource, String arn) {
    var status = resource.getStatus();
    var previous = Optional.ofNullable(status.previousInferenceProfileArns()).orElse(List.of());
    if (!names(resource, arn) && !previous.contains(arn) && previous.size() < NAMED_LOSSES) {
      throw new Violation(
          "%s says Available, and not that %s is there as well"
              .formatted(resource.getMetadata().getUid(), arn));
    }
  }

  private void checkDeletionEnded(InferenceProfile resource) {
    if (resource.isMarkedForDeletion() && !isLost(resource)) {
      throw new Violation(
          "the deletion of %s does not end".formatted(resource.getMetadata().getUid()));
    }
  }

  private void checkGone(InferenceProfile last) {
    var uid = last.getMetadata().getUid();
    var exists =
        cluster.list().values().stream()
            .anyMatch(resource -> resource.getMetadata().getUid().equals(uid));
    if (exists) {
      return;
    }
    for (var living : ledger.livingOf(uid)) {
      var arn = living.profile().arn();
      if (mustBeDeleted(last, arn) && !ledger.originIsForgotten(last) && !isElsewhere(uid)) {
        throw new Violation("the resource %s is gone, its profile %s lives".formatted(uid, arn));
      }
    }
  }

  /** Nobody could tell in which account it was, and that one was not there to be looked at. */
  private boolean isElsewhere(String uid) {
    return hadAccounts && ledger.isForged(uid);
  }

  private boolean mustBeDeleted(InferenceProfile last, String arn) {
    var spec = last.getSpec();
    var byDefault = ledger.wasTakenOver(arn) ? "Retain" : "Delete";
    return "Delete".equals(Optional.ofNullable(spec.deletionPolicy()).orElse(byDefault))
        && !"Observe".equals(spec.managementPolicy());
  }

  private void checkResource(InferenceProfile resource) {
    var uid = resource.getMetadata().getUid();
    checkDeletionEnded(resource);
    if (isLost(resource)) {
      return;
    }
    var living = ledger.livingOf(uid);
    if (!living.isEmpty()
        && !observes(resource)
        && !resource.hasFinalizer(InferenceProfile.FINALIZER)) {
      throw new Violation("%s has a profile and no finalizer".formatted(uid));
    }
    if (living.size() == 1) {
      checkReady(resource, living.getFirst());
    } else if (!mayHaveNone(resource)) {
      throw new Violation(
          "no profile lives for %s, which says %s".formatted(uid, Readiness.of(resource)));
    }
  }

  private boolean mayHaveNone(InferenceProfile resource) {
    var uid = resource.getMetadata().getUid();
    return switch (Readiness.of(resource)) {
      case Readiness.AVAILABLE -> observes(resource) && namesLiving(resource);
      case "False InvalidSpec" -> observes(resource);
      case "False AdoptionRefused" -> resource.getSpec().adopt() != null;
      case "False ProfileLost" -> !namesLiving(resource);
      case "False NameConflict" ->
          everywhere(regionOf(resource))
              .flatMap(
                  outside ->
                      outside
                          .named(String.valueOf(resource.getSpec().inferenceProfileName()))
                          .stream())
              .anyMatch(held -> !ledger.livingOf(uid).contains(held));
      default -> false;
    };
  }

  private boolean namesLiving(InferenceProfile resource) {
    return REGIONS.stream()
        .flatMap(this::everywhere)
        .flatMap(outside -> outside.profiles().stream())
        .anyMatch(held -> names(resource, held.profile().arn()));
  }

  /** Its status names an account that is not there, or none, and no account has its profile. */
  private boolean isLost(InferenceProfile resource) {
    var uid = resource.getMetadata().getUid();
    var pin = StatusReader.record(resource).pin();
    return Readiness.of(resource).equals("False NoAccount")
        && (ledger.isForged(uid)
            || (pin.isPresent() ? !world.accounts().isThere(pin) : ledger.livingOf(uid).isEmpty()));
  }

  private static boolean observes(InferenceProfile resource) {
    return "Observe".equals(resource.getSpec().managementPolicy());
  }

  private void checkReady(InferenceProfile resource, Held profile) {
    var status = resource.getStatus();
    if (status == null || !profile.profile().arn().equals(status.inferenceProfileArn())) {
      throw new Violation(
          "%s lives for %s, whose status names %s"
              .formatted(
                  profile.profile().arn(),
                  resource.getMetadata().getUid(),
                  status == null ? "nothing" : status.inferenceProfileArn()));
    }
    var isInConflict =
        Readiness.of(resource).equals("False PublishConflict")
            && world.publications().isInConflict(resource);
    if (!Readiness.of(resource).equals(Readiness.AVAILABLE) && !isInConflict) {
      throw new Violation(
          "%s is there, and its resource says %s"
              .formatted(profile.profile().arn(), Readiness.of(resource)));
    }
    if (observes(resource)) {
      return;
    }
    checkTags(resource, profile);
  }

  private void checkTags(InferenceProfile resource, Held profile) {
    var wanted = Optional.ofNullable(resource.getSpec().tags()).orElse(List.of());
    var leftOver = ledger.leftOver(profile, resource.getMetadata().getUid());
    wanted.forEach(tag -> leftOver.remove(String.valueOf(tag.key())));
    if (!leftOver.isEmpty()) {
      throw new Violation(
          "the tags %s of %s have left the spec".formatted(leftOver, profile.profile().arn()));
    }
    for (var tag : wanted) {
      if (!String.valueOf(tag.value()).equals(profile.tags().get(String.valueOf(tag.key())))) {
        throw new Violation(
            "the tag %s of %s is missing".formatted(tag.key(), profile.profile().arn()));
      }
    }
  }
}
