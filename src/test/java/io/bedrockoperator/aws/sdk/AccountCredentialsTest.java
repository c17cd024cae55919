package io.bedrockoperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockoperator.aws.AccountAccess;
import io.bedrockoperator.dev.emulator.BedrockEmulator;
import io.bedrockoperator.dev.emulator.EmulatedAccount;
import io.bedrockoperator.dev.emulator.IamRole;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** Roles of accounts over the emulated STS. */
class AccountCredentialsTest {

  private static final String ACCOUNT = "222233334444";
  private static final IamRole ROLE = IamRole.of("arn:aws:iam::222233334444:role/bedrock-operator");
  private static final AccountAccess ACCESS =
      new AccountAccess(ACCOUNT, ROLE.arn(), "team-a", Optional.empty(), Map.of());

  private final BedrockEmulator emulator =
      BedrockEmulator.start(new EmulatedAccount("111122223333", InstantSource.system(), 1));
  private final List<String> recovered = new ArrayList<>();
  private final AccountCredentials credentials =
      new AccountCredentials(sts(), InstantSource.system(), recovered::add);

  private StsClient sts() {
    return StsClient.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(emulator.endpoint())
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")))
        .build();
  }

  @AfterEach
  void close() {
    credentials.close();
    emulator.close();
  }

  private AwsCredentialsIdentity identity() {
    return credentials.of("uid-a").resolveIdentity(ResolveIdentityRequest.builder().build()).join();
  }

  @Test
  void areOfTheAccountsRole() {
    emulator.sts().put(ROLE);
    credentials.reach("uid-a", ACCESS);

    assertThat(identity().accountId()).contains(ACCOUNT);
    assertThat(identity().accessKeyId()).isEqualTo(identity().accessKeyId());
    assertThat(emulator.sts().requests(ROLE.arn())).isOne();
  }

  @Test
  void sayWhatStsSaysAndAskItNoMoreForAWhile() {
    emulator.sts().put(ROLE.withoutTrust());
    credentials.reach("uid-a", ACCESS);

    for (var i = 0; i < 3; i++) {
      assertThatThrownBy(this::identity)
          .isInstanceOf(CredentialsUnavailableException.class)
          .hasMessageContaining("AccessDenied", "sts:AssumeRole");
    }

    assertThat(emulator.sts().requests(ROLE.arn())).isOne();
    assertThat(credentials.failure("uid-a"))
        .hasValueSatisfying(why -> assertThat(why).contains("AccessDenied"));
  }

  /** Also within the wait after a failure. */
  @Test
  void followAnotherExternalIdAtOnce() {
    emulator.sts().put(ROLE.withExternalId("prod/team-a"));
    credentials.reach("uid-a", ACCESS);
    assertThatThrownBy(this::identity).hasMessageContaining("AccessDenied");

    credentials.reach(
        "uid-a",
        new AccountAccess(
            ACCOUNT, ROLE.arn(), "team-a", Optional.of("prod/team-a"), Map.of("cluster", "prod")));

    assertThat(identity().accountId()).contains(ACCOUNT);
    assertThat(emulator.sts().sessions(ROLE.arn()))
        .singleElement()
        .satisfies(session -> assertThat(session.tags()).containsEntry("cluster", "prod"));
  }

  @Test
  void keepTheirRoleWhenNothingIsOtherwise() {
    emulator.sts().put(ROLE);
    credentials.reach("uid-a", ACCESS);
    var before = identity().accessKeyId();

    credentials.reach(
        "uid-a", new AccountAccess(ACCOUNT, ROLE.arn(), "team-a", Optional.empty(), Map.of()));

    assertThat(identity().accessKeyId()).isEqualTo(before);
  }

  @Test
  void areNoneForAnAccountThatWasLeft() {
    emulator.sts().put(ROLE);
    credentials.reach("uid-a", ACCESS);
    assertThat(identity()).isNotNull();

    credentials.leave("uid-a");

    assertThatThrownBy(this::identity).isInstanceOf(CredentialsUnavailableException.class);
  }
}
