package io.bedrockoperator.simulation;

import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.aws.ProfileStores;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Answer;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.EmulatedAccount;
import io.bedrockoperator.dev.emulator.FoundationModel;
import io.bedrockoperator.dev.emulator.Held;
import io.bedrockoperator.dev.emulator.Lifecycle;
import io.bedrockoperator.dev.emulator.ListRequest;
import io.bedrockoperator.dev.emulator.Profile;
import io.bedrockoperator.dev.emulator.Refusal;
import io.bedrockoperator.dev.emulator.RequestTag;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.ModelLifecycle;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.Pin;
import io.bedrockoperator.status.StatusReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The port straight into the emulated account, as one replica reaches it. */
record SimulatedBedrock(SimulatedWorld world, Replica replica, String accountId, String region)
    implements ProfileStore {

  private static final int PAGE = 1000;

  record Places(SimulatedWorld world, Replica replica) implements ProfileStores {

    @Override
    public ProfileStore of(AccountRegion place, String namespace) {
      return of(place);
    }

    @Override
    public ProfileStore of(AccountRegion place) {
      var account = place.account();
      return new SimulatedBedrock(
          world, replica, account.isOwn() ? SimulatedAccounts.OWN : account.id(), place.region());
    }
  }

  @Override
  public Optional<ObservedProfile> find(String arn) {
    return unlessMissing(
        "GetInferenceProfile", arn, () -> observed(read(() -> account().get(region(arn), arn))));
  }

  @Override
  public Optional<Map<String, String>> tags(String arn) {
    return unlessMissing(
        "ListTagsForResource", arn, () -> world.past().tagsAgo(age(), account(), region(arn), arn));
  }

  @Override
  public Optional<Map<String, Map<String, String>>> tagsOf(List<String> arns) {
    return arns.isEmpty()
        ? Optional.of(Map.of())
        : unless(
            Kind.DENIED, "GetResources", region, () -> account().taggedResources(region, arns));
  }

  @Override
  public List<ObservedProfile> list(Runnable leaves) {
    leaves.run();
    var profiles = new ArrayList<ObservedProfile>();
    Optional<String> next = Optional.empty();
    do {
      var token = next.orElse(null);
      var page =
          call(
              "ListInferenceProfiles",
              region,
              () ->
                  read(
                      () ->
                          account()
                              .list(region, ListRequest.APPLICATION.pagesOf(PAGE).after(token))));
      page.profiles().forEach(profile -> profiles.add(observed(profile)));
      next = Optional.ofNullable(page.nextToken());
    } while (next.isPresent());
    return profiles;
  }

  @Override
  public Set<String> modelsOf(String copyFrom) {
    if (Arn.parse(copyFrom).filter(Arn::isFoundationModel).isPresent()) {
      return Set.of(copyFrom);
    }
    return unlessMissing(
            "GetInferenceProfile",
            copyFrom,
            () -> Set.copyOf(account().get(region, copyFrom).models()))
        .orElse(Set.of());
  }

  @Override
  public Optional<Map<String, ModelLifecycle>> models() {
    return unless(
        Kind.DENIED,
        "ListFoundationModels",
        region,
        () ->
            account().listModels(region).stream()
                .collect(
                    Collectors.toMap(FoundationModel::id, model -> lifecycle(model.lifecycle()))));
  }

  private static ModelLifecycle lifecycle(Lifecycle told) {
    return new ModelLifecycle(told.status(), Optional.ofNullable(told.endOfLifeTime()));
  }

  @Override
  public Created create(DesiredProfile profile, String token) {
    return call(
        "CreateInferenceProfile",
        token,
        () -> {
          var created =
              account()
                  .create(
                      profile.region(),
                      new CreateRequest(
                          profile.name(),
                          profile.copyFrom(),
                          profile.description().orElse(null),
                          token,
                          tagList(profile.allTags())));
          // Not whose request it was: a token may bring what another took over meanwhile.
          noteOwner(created.arn());
          held(created.arn())
              .ifPresent(held -> ledger().tagged(created.arn(), profile.tags().keySet()));
          ledger().checkFoundAgain(profile, account());
          checkPinned(profile.owner());
          var word = held(created.arn()).map(held -> observed(held.profile()).status());
          return new Created(created.arn(), word.orElse(created.status()), "request");
        });
  }

  @Override
  public String retag(String arn, Map<String, String> put, Set<String> remove) {
    if (!put.isEmpty()) {
      call(
          "TagResource",
          arn,
          () -> {
            account().tag(region(arn), arn, tagList(put));
            ledger().tagged(arn, put.keySet());
            noteOwner(arn);
            return "request";
          });
    }
    if (!remove.isEmpty()) {
      call(
          "UntagResource",
          arn,
          () -> {
            account().untag(region(arn), arn, List.copyOf(remove));
            return "request";
          });
    }
    return "request";
  }

  @Override
  public Optional<String> delete(String arn) {
    return unlessMissing(
        "DeleteInferenceProfile",
        arn,
        () -> {
          ledger().mayDelete(arn);
          world.publications().mayDelete(arn);
          account().delete(region(arn), arn);
          return "request";
        });
  }

  private <T> Optional<T> unlessMissing(String operation, String subject, Hazard.Effect<T> doing) {
    return unless(Kind.NOT_FOUND, operation, subject, doing);
  }

  private <T> Optional<T> unless(
      Kind expected, String operation, String subject, Hazard.Effect<T> doing) {
    try {
      return Optional.of(call(operation, subject, doing));
    } catch (StoreFailure failure) {
      if (failure.kind() == expected) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private <T> T call(String operation, String subject, Hazard.Effect<T> doing) {
    ledger().called(operation);
    return world
        .hazard()
        .effect(
            replica,
            operation,
            () -> subject,
            () -> {
              if (world.accounts().isDenied(accountId)) {
                throw failure(operation, Kind.NO_CREDENTIALS);
              }
              try {
                return doing.happen();
              } catch (Refusal refusal) {
                throw failure(operation, kindOf(refusal));
              } finally {
                ledger().checkLiving();
              }
            },
            kind -> failure(operation, kind));
  }

  static StoreFailure failure(String operation, Kind kind) {
    return new StoreFailure(
        kind,
        new Answer(
            named(operation),
            Optional.of(kind.name()),
            OptionalInt.of(400),
            "Simulated " + kind,
            Optional.empty()));
  }

  static BedrockOperation named(String operation) {
    return Arrays.stream(BedrockOperation.values())
        .filter(one -> one.value().equals(operation))
        .findFirst()
        .orElseThrow();
  }

  private static Kind kindOf(Refusal refusal) {
    return switch (refusal.code()) {
      case "ResourceNotFoundException" -> Kind.NOT_FOUND;
      case "ConflictException" -> Kind.CONFLICT;
      case "ValidationException", "InvalidParameterException" -> Kind.INVALID;
      case "AccessDeniedException" -> Kind.DENIED;
      case "TooManyTagsException" -> Kind.TOO_MANY_TAGS;
      case "ServiceQuotaExceededException" -> Kind.QUOTA;
      default -> throw new IllegalStateException(refusal);
    };
  }

  private static String region(String arn) {
    return Arn.parse(arn).orElseThrow().region();
  }

  private static List<RequestTag> tagList(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> new RequestTag(tag.getKey(), tag.getValue()))
        .toList();
  }

  private ObservedProfile observed(Profile profile) {
    var seen = disguised(profile);
    if (seen.status().equals("ACTIVE")) {
      world.publications().readActive(seen.arn());
    }
    return seen;
  }

  private ObservedProfile disguised(Profile profile) {
    return world.disguised(
        new ObservedProfile(
            profile.arn(),
            profile.id(),
            profile.name(),
            Optional.ofNullable(profile.description()),
            profile.status(),
            profile.type().name(),
            profile.models(),
            Optional.of(profile.createdAt())));
  }

  private EmulatedAccount account() {
    return world.accounts().of(accountId);
  }

  /** Invariant 1: never in another account than the pinned one. */
  private void checkPinned(Owner owner) {
    if (ledger().isForged(owner.uid())) {
      return;
    }
    world
        .cluster()
        .get(owner.namespace() + "/" + owner.name())
        .filter(resource -> resource.getMetadata().getUid().equals(owner.uid()))
        .map(resource -> StatusReader.record(resource).pin())
        .map(
            pin ->
                pin.filter(is -> is.accountName().isPresent())
                    .map(Pin::accountId)
                    .orElse(SimulatedAccounts.OWN))
        .filter(pinned -> !pinned.equals(accountId))
        .ifPresent(
            pinned -> {
              throw new Violation(
                  "a profile was created in %s for %s, which is pinned to %s"
                      .formatted(accountId, owner.uid(), pinned));
            });
  }

  private Ledger ledger() {
    return world.ledger();
  }

  private Optional<Held> held(String arn) {
    return account().outside(region(arn)).profile(arn);
  }

  private void noteOwner(String arn) {
    held(arn)
        .map(Held::tags)
        .map(Owner::namedBy)
        .filter(owner -> !owner.uid().isEmpty())
        .ifPresent(owner -> ledger().belongs(arn, owner));
  }

  private Duration age() {
    return world.past().upTo(world.wavering());
  }

  private <T> T read(Supplier<T> reading) {
    return world.past().ago(age(), reading);
  }
}
