package io.bedrockoperator.aws.sdk;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/**
 * The credentials that the SDK's default chain finds. On failure, that chain lists what each of its
 * providers said, and drops the causes; this class throws the failures of the sources that a user
 * configured. Safe for use by multiple threads.
 */
final class DefaultCredentials implements IdentityProvider<AwsCredentialsIdentity> {

  private record Failed(String name, Optional<String> setting, RuntimeException failure) {
    String description() {
      return "%s (%s)".formatted(Causes.of(failure), setting.orElse(name));
    }
  }

  private final List<CredentialsSource> sources;

  /** The source that worked, which alone is used from then on, as the SDK does by default. */
  private volatile Optional<CredentialsSource> working = Optional.empty();

  DefaultCredentials(List<CredentialsSource> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public Class<AwsCredentialsIdentity> identityType() {
    return AwsCredentialsIdentity.class;
  }

  @Override
  public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
    var failures = new ArrayList<Failed>();
    for (var source : working.map(List::of).orElse(sources)) {
      try {
        var found = source.provider().getValue().resolveCredentials();
        working = Optional.of(source);
        return CompletableFuture.completedFuture(found);
      } catch (AbortedException stopped) {
        throw stopped;
      } catch (RuntimeException failure) {
        failures.add(new Failed(source.name(), source.setting().get(), failure));
      }
    }
    throw unavailable(failures);
  }

  private CredentialsUnavailableException unavailable(List<Failed> failures) {
    var ofSet = failures.stream().filter(failed -> failed.setting().isPresent()).toList();
    return ofSet.isEmpty()
        ? new CredentialsUnavailableException(
            ofNoneSet(failures.getLast()), failures.getLast().failure())
        : new CredentialsUnavailableException(
            ofSet.stream().map(Failed::description).collect(joining("; ")),
            ofSet.getFirst().failure());
  }

  private String ofNoneSet(Failed last) {
    var unset =
        sources.stream()
            .map(CredentialsSource::name)
            .filter(name -> !name.equals(last.name()))
            .collect(joining(", "));
    return "%s, and none of these is set: %s".formatted(last.description(), unset);
  }
}
