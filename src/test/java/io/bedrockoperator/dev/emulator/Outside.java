package io.bedrockoperator.dev.emulator;

import java.util.List;
import java.util.Optional;

/**
 * One Region as somebody else sees and changes it: the console, a stranger, AWS itself. Nothing
 * here is throttled or logged, and what is alive is known at once.
 */
public final class Outside {
  private final EmulatedAccount account;
  private final RegionState state;

  Outside(EmulatedAccount account, RegionState state) {
    this.account = account;
    this.state = state;
  }

  public List<Held> profiles() {
    return state.held(account.settings());
  }

  public Optional<Held> profile(String arn) {
    return profiles().stream().filter(held -> held.profile().arn().equals(arn)).findAny();
  }

  public List<Held> named(String name) {
    return profiles().stream().filter(held -> held.profile().name().equals(name)).toList();
  }

  public List<Held> tagged(String key, String value) {
    return profiles().stream().filter(held -> value.equals(held.tags().get(key))).toList();
  }

  public Created create(CreateRequest request) {
    return state.create(request, account.settings());
  }

  public void delete(String arn) {
    state.remove(arn);
  }

  /** AWS says so of the model, in this Region. */
  public void setLifecycle(String modelId, Lifecycle lifecycle) {
    state.setLifecycle(modelId, lifecycle);
  }

  /** AWS lists the model no more, in this Region; whether it does so with old ones is unknown. */
  public void unlist(String modelId) {
    state.unlist(modelId);
  }

  public void putTag(String arn, String key, String value) {
    state.changeTag(arn, key, value);
  }

  public void removeTag(String arn, String key) {
    state.changeTag(arn, key, null);
  }
}
