package io.bedrockoperator.dev.emulator;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Bedrock in one AWS account, without a wire: a method per operation, and a {@link Refusal} where
 * Bedrock refuses. It starts no threads, waits for nothing and knows no time but its clock's, so
 * that a simulation can run it in virtual time. Thread-safe.
 */
public final class EmulatedAccount {
  private final String id;
  private final Catalogue catalogue;
  private final InstantSource clock;
  private final Ids ids;
  private volatile EmulatorSettings settings = EmulatorSettings.defaults();
  private final Map<String, RegionState> regions = new ConcurrentHashMap<>();
  private final Map<String, Long> invocations = new ConcurrentHashMap<>();

  public EmulatedAccount(String id, InstantSource clock, long seed) {
    this(id, clock, seed, Catalogue.small());
  }

  public EmulatedAccount(String id, InstantSource clock, long seed, Catalogue catalogue) {
    this.id = id;
    this.clock = clock;
    this.catalogue = catalogue;
    this.ids = new Ids(seed);
  }

  public String id() {
    return id;
  }

  public EmulatorSettings settings() {
    return settings;
  }

  public synchronized void configure(UnaryOperator<EmulatorSettings> change) {
    settings = change.apply(settings);
  }

  public Outside outside(String region) {
    return new Outside(this, state(region));
  }

  public Created create(String region, CreateRequest request) {
    return admitted(region).create(request, settings());
  }

  /** Also answers for system-defined profiles. */
  public Profile get(String region, String identifier) {
    return admitted(region).get(identifier, settings());
  }

  public ResultPage list(String region, ListRequest request) {
    return admitted(region).list(request, settings());
  }

  public void delete(String region, String identifier) {
    admitted(region).delete(identifier, settings());
  }

  public void tag(String region, String resourceArn, List<RequestTag> tags) {
    admitted(region).tag(resourceArn, tags, settings());
  }

  public void untag(String region, String resourceArn, List<String> keys) {
    admitted(region).untag(resourceArn, keys, settings());
  }

  public Map<String, String> listTags(String region, String resourceArn) {
    return admitted(region).listTags(resourceArn, settings());
  }

  public List<FoundationModel> listModels(String region) {
    return admitted(region).listModels();
  }

  /**
   * The tags by ARN, as the Resource Groups Tagging API tells them from its index. It is another
   * service: Bedrock's limit of calls is not its own.
   */
  public Map<String, Map<String, String>> taggedResources(String region, List<String> arns) {
    return state(region).taggedResources(arns, settings());
  }

  /**
   * A call of the model behind an application profile. The runtime is another service: Bedrock's
   * limit of calls to the control plane is not its own.
   *
   * @return the profile that answers
   */
  public Profile invoke(String region, String modelId) {
    var profile = state(region).invoke(modelId, settings());
    invocations.merge(profile.arn(), 1L, Long::sum);
    return profile;
  }

  /** How often a model was called through this profile. */
  public long invocations(String profileArn) {
    return invocations.getOrDefault(profileArn, 0L);
  }

  /** Another account of the same world; the same id gives the same one. */
  EmulatedAccount sibling(String otherId) {
    return new EmulatedAccount(otherId, clock, Long.parseLong(otherId), catalogue);
  }

  InstantSource clock() {
    return clock;
  }

  private RegionState admitted(String region) {
    var state = state(region);
    state.admit(settings());
    return state;
  }

  private RegionState state(String region) {
    return regions.computeIfAbsent(
        region, name -> new RegionState(new Home(id, name), catalogue, clock, ids));
  }
}
