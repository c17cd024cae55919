package io.bedrockoperator.dev.emulator;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The profiles of one account in one Region. Its lock is held for moments only, never waiting. */
final class RegionState {
  private static final int MAX_TAGS = 50;

  private final Home home;
  private final KnownSources sources;
  private final InstantSource clock;
  private final Ids ids;
  // Dead ones stay: lists may show them for a while, and names and tokens may remember them.
  private final Map<String, Stored> profiles = new LinkedHashMap<>();
  private final TokenMemory tokens = new TokenMemory();
  private final Throttle throttle = new Throttle();
  private final Map<String, Lifecycle> lifecycles = new HashMap<>();
  private final Set<String> unlisted = new HashSet<>();

  RegionState(Home home, Catalogue catalogue, InstantSource clock, Ids ids) {
    this.home = home;
    this.sources = new KnownSources(home, catalogue);
    this.clock = clock;
    this.ids = ids;
  }

  private Instant now() {
    // Recorded replies have microseconds.
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  synchronized void admit(EmulatorSettings settings) {
    if (!throttle.admits(settings.limits().calls(), now())) {
      throw Refusal.throttled();
    }
  }

  synchronized Created create(CreateRequest request, EmulatorSettings settings) {
    Shapes.check(request);
    var now = now();
    var profile =
        tokens
            .replay(request, settings.tokens(), now)
            .orElseGet(() -> createNew(request, settings, now));
    return new Created(profile.arn(), profile.status(settings.creation(), now));
  }

  private Stored createNew(CreateRequest request, EmulatorSettings settings, Instant now) {
    checkTagCount(request.tags().size(), null);
    var models = sources.modelsOf(request.copyFrom(), settings.unknowns());
    checkName(request.name(), settings.names(), now);
    checkQuota(settings);
    var id = ids.profile();
    var profile = new Stored(request, home.application(id), id, models, now);
    profiles.put(id, profile);
    tokens.remember(request, profile, now);
    return profile;
  }

  private static void checkTagCount(long count, @Nullable String resourceArn) {
    if (count > MAX_TAGS) {
      throw Refusal.tooManyTags(
          "The request contains more tags than can be associated with a resource (%d tags)."
              .formatted(MAX_TAGS),
          resourceArn);
    }
  }

  private void checkName(String name, EmulatorSettings.Names rules, Instant now) {
    var taken =
        rules.unique()
            && profiles.values().stream()
                .filter(profile -> profile.name().equals(name))
                .anyMatch(
                    profile ->
                        profile.alive() || profile.deadFor(rules.reservedAfterDeletion(), now));
    if (taken) {
      throw Refusal.conflict("An inference profile named " + name + " already exists.");
    }
  }

  private void checkQuota(EmulatorSettings settings) {
    var counted = settings.unknowns().systemProfilesCount() ? sources.allSystem().size() : 0;
    if (counted + count(Stored::alive) >= settings.limits().quota()) {
      throw Refusal.quotaExceeded("The quota of inference profiles per account is exceeded.");
    }
  }

  synchronized Profile get(String identifier, EmulatorSettings settings) {
    Shapes.checkIdentifier(identifier);
    var address = address(identifier, settings);
    return address.isSystem(sources)
        ? sources.system(address.id())
        : application(address, settings.consistency().reads()).view(settings, now());
  }

  synchronized ResultPage list(ListRequest request, EmulatorSettings settings) {
    Shapes.check(request);
    var size = request.maxResults() == null ? settings.limits().pageSize() : request.maxResults();
    return Paging.cut(entries(request.type(), settings), request.nextToken(), size);
  }

  private List<Paging.Entry> entries(@Nullable String type, EmulatorSettings settings) {
    var now = now();
    var entries = new ArrayList<Paging.Entry>();
    var position = 0L;
    for (var profile : sources.allSystem()) {
      entries.add(new Paging.Entry(position++, profile));
    }
    for (var profile : profiles.values()) {
      if (profile.visible(settings.consistency().lists(), now)) {
        entries.add(new Paging.Entry(position, profile.view(settings, now)));
      }
      position++;
    }
    entries.removeIf(entry -> type != null && !entry.profile().type().name().equals(type));
    return entries;
  }

  synchronized void delete(String identifier, EmulatorSettings settings) {
    Shapes.checkIdentifier(identifier);
    var address = writable(identifier, settings);
    var profile = application(address, settings.consistency().deletes());
    if (profile.alive()) {
      profile.delete(now());
    }
  }

  synchronized void tag(String resourceArn, List<RequestTag> tags, EmulatorSettings settings) {
    Shapes.checkResourceArn(resourceArn);
    Shapes.checkTags(tags);
    var profile = application(writable(resourceArn, settings), settings.consistency().reads());
    var changed = new LinkedHashMap<>(profile.tags());
    tags.forEach(tag -> changed.put(tag.key(), tag.value()));
    checkTagCount(
        changed.keySet().stream().filter(key -> !Shapes.isReserved(key)).count(), profile.arn());
    updated(profile, changed, settings);
  }

  synchronized void untag(String resourceArn, List<String> keys, EmulatorSettings settings) {
    Shapes.checkResourceArn(resourceArn);
    Shapes.checkTagKeys(keys);
    var profile = application(writable(resourceArn, settings), settings.consistency().reads());
    var left = new LinkedHashMap<>(profile.tags());
    left.keySet().removeAll(Set.copyOf(keys));
    updated(profile, left, settings);
  }

  private void updated(Stored profile, Map<String, String> tags, EmulatorSettings settings) {
    profile.tag(tags, now());
    if (settings.unknowns().tagsMoveUpdatedAt()) {
      profile.touch(now());
    }
  }

  synchronized Map<String, String> listTags(String resourceArn, EmulatorSettings settings) {
    Shapes.checkResourceArn(resourceArn);
    return application(writable(resourceArn, settings), settings.consistency().reads()).tags();
  }

  /** In the order of the index, not of the request: AWS promises none. */
  synchronized Map<String, Map<String, String>> taggedResources(
      List<String> arns, EmulatorSettings settings) {
    var index = settings.tagIndex();
    if (index.denied()) {
      throw Refusal.deniedToGetResources();
    }
    Shapes.checkResourceArnList(arns);
    var wanted = Set.copyOf(arns);
    var found = new LinkedHashMap<String, Map<String, String>>();
    for (var profile : profiles.values()) {
      if (wanted.contains(profile.arn())) {
        profile.indexedTags(index.lag(), now()).ifPresent(tags -> found.put(profile.arn(), tags));
      }
    }
    return Collections.unmodifiableMap(found);
  }

  synchronized List<FoundationModel> listModels() {
    return sources.allModels(id -> lifecycles.getOrDefault(id, Lifecycle.ACTIVE)).stream()
        .filter(model -> !unlisted.contains(model.id()))
        .toList();
  }

  synchronized void setLifecycle(String modelId, Lifecycle lifecycle) {
    lifecycles.put(modelId, lifecycle);
  }

  synchronized void unlist(String modelId) {
    unlisted.add(modelId);
  }

  private Address address(String identifier, EmulatorSettings settings) {
    return Address.of(identifier, home, settings.unknowns().foreignArn()::refusal);
  }

  /** AWS Partner Revenue Measurement guide: system-defined profiles have no tags. */
  private Address writable(String identifier, EmulatorSettings settings) {
    var address = address(identifier, settings);
    if (address.isSystem(sources)) {
      var system = sources.system(address.id());
      throw settings
          .unknowns()
          .systemProfileWrite()
          .refusal(system.arn() + " is a system-defined inference profile.");
    }
    return address;
  }

  /** Only application profiles answer: no test calls a model without one. */
  synchronized Profile invoke(String modelId, EmulatorSettings settings) {
    Shapes.checkIdentifier(modelId);
    var address = Address.of(modelId, home, Refusal::validation);
    return application(address, settings.consistency().reads()).view(settings, now());
  }

  private Stored application(Address address, EmulatorSettings.Lag lag) {
    var profile = profiles.get(address.id());
    if (profile == null || !profile.visible(lag, now())) {
      throw Refusal.notFound("The inference profile " + address.id() + " was not found.");
    }
    return profile;
  }

  private long count(Predicate<Stored> predicate) {
    return profiles.values().stream().filter(predicate).count();
  }

  synchronized List<Held> held(EmulatorSettings settings) {
    var now = now();
    return profiles.values().stream()
        .filter(Stored::alive)
        .map(profile -> profile.held(settings, now))
        .toList();
  }

  /** Past every rule: for the back door, which may do what AWS itself does. */
  synchronized void changeTag(String arn, String key, @Nullable String value) {
    var profile = live(arn);
    var tags = new LinkedHashMap<>(profile.tags());
    if (value == null) {
      tags.remove(key);
    } else {
      tags.put(key, value);
    }
    profile.tag(tags, now());
  }

  synchronized void remove(String arn) {
    live(arn).delete(now());
  }

  private Stored live(String arn) {
    return profiles.values().stream()
        .filter(profile -> profile.alive() && profile.arn().equals(arn))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no live profile " + arn));
  }
}
