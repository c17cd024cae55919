package io.bedrockoperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.rate.JumpingClock;
import io.bedrockoperator.aws.sdk.BedrockClients.Timeouts;
import io.bedrockoperator.dev.emulator.BedrockEmulator;
import io.bedrockoperator.dev.emulator.EmulatedAccount;
import io.bedrockoperator.dev.emulator.Faults;
import io.bedrockoperator.dev.emulator.VirtualTime;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.Owner;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * A fresh Bedrock for each test, and a store that finds it as the operator would: by the SDK's own
 * settings. One attempt a call, unless a test wants more; nobody waits for a turn.
 */
public final class StoreOverHttp implements BeforeEachCallback, AfterEachCallback {

  static final String ACCOUNT = "111122223333";

  public static final String ARN =
      "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/06vsfs68yb4g";
  public static final DesiredProfile CHAT =
      new DesiredProfile(
          "us-east-1",
          "chat",
          Optional.empty(),
          "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
          Map.of(),
          new Owner("prod", "team-a", "chat", "uid-1"));

  private static final String ENDPOINT = "aws.endpointUrl";
  private static final String ATTEMPTS = "aws.maxAttempts";
  private static final String RETRY_MODE = "aws.retryMode";
  private static final Timeouts PATIENT =
      new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));

  private final IdentityProvider<AwsCredentialsIdentity> credentials =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret"));

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
  private final EmulatedAccount account = new EmulatedAccount(ACCOUNT, time, 1);
  private final BedrockEmulator emulator = BedrockEmulator.start(account);
  private final JumpingClock clock = new JumpingClock();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private BedrockClients clients =
      new BedrockClients(
          credentials, PATIENT, meters, KnownRegions.NAMES, () -> Optional.of("us-east-1"), clock);

  public static StoreFailure fails(ProfileStore store, Consumer<ProfileStore> call) {
    var failure = catchThrowableOfType(StoreFailure.class, () -> call.accept(store));
    assertThat(failure).isNotNull();
    return failure;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    pointTo(emulator.endpoint());
    System.setProperty(ATTEMPTS, "1");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    clients.close();
    emulator.close();
    System.clearProperty(ENDPOINT);
    System.clearProperty(ATTEMPTS);
    System.clearProperty(RETRY_MODE);
  }

  public BedrockEmulator emulator() {
    return emulator;
  }

  public Faults faults() {
    return emulator.faults();
  }

  MeterRegistry meters() {
    return meters;
  }

  BedrockClients clients() {
    return clients;
  }

  /** The time that calls have waited for their turns. */
  Duration waited() {
    return clock.passed();
  }

  public ProfileStore store() {
    return storeIn("us-east-1");
  }

  ProfileStore storeIn(String region) {
    return new BedrockProfileStores(clients).of(AccountRegion.own(region));
  }

  ProfileStore storeFor(String namespace, String region) {
    return new BedrockProfileStores(clients).of(AccountRegion.own(region), namespace);
  }

  ProfileStore storeTrying(int attempts) {
    System.setProperty(ATTEMPTS, Integer.toString(attempts));
    return store();
  }

  ProfileStore storeTrying(int attempts, String retryMode) {
    System.setProperty(RETRY_MODE, retryMode);
    clients.close();
    clients =
        new BedrockClients(
            credentials,
            PATIENT,
            meters,
            KnownRegions.NAMES,
            () -> Optional.of("us-east-1"),
            clock);
    return storeTrying(attempts);
  }

  ProfileStore storeAt(URI endpoint) {
    pointTo(endpoint);
    return store();
  }

  ProfileStore storeWith(Timeouts timeouts) {
    return storeOf(
        new BedrockClients(
            credentials,
            timeouts,
            meters,
            KnownRegions.NAMES,
            () -> Optional.of("us-east-1"),
            clock));
  }

  ProfileStore storeWith(IdentityProvider<AwsCredentialsIdentity> otherCredentials) {
    return storeOf(
        new BedrockClients(
            otherCredentials,
            PATIENT,
            meters,
            KnownRegions.NAMES,
            () -> Optional.of("us-east-1"),
            clock));
  }

  private ProfileStore storeOf(BedrockClients others) {
    clients.close();
    clients = others;
    return store();
  }

  private static void pointTo(URI endpoint) {
    System.setProperty(ENDPOINT, endpoint.toString());
  }
}
