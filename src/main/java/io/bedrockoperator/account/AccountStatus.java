package io.bedrockoperator.account;

import static io.bedrockoperator.api.Condition.FALSE;
import static io.bedrockoperator.api.Condition.TRUE;
import static io.bedrockoperator.api.Condition.UNKNOWN;

import io.bedrockoperator.account.AccountFindings.Resident;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.BedrockAccountStatus;
import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.RegionUsage;
import io.bedrockoperator.aws.AccountSessions.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Builds the status of a BedrockAccount from what was found out about it. */
public final class AccountStatus {

  private static final int NEARLY_PERCENT = 90;

  /** How many profiles a message names at most. */
  private static final int MOST_NAMES = 5;

  /** The state of a condition, and why. */
  private record State(String status, String reason, String message) {}

  private final BedrockAccount resource;
  private final AccountFindings findings;
  private final Instant now;

  private AccountStatus(BedrockAccount resource, AccountFindings findings, Instant now) {
    this.resource = resource;
    this.findings = findings;
    this.now = now;
  }

  /** Returns the whole next status. */
  public static BedrockAccountStatus of(
      BedrockAccount resource, AccountFindings findings, Instant now) {
    return new AccountStatus(resource, findings, now).status();
  }

  private BedrockAccountStatus status() {
    var regions = regions();
    return new BedrockAccountStatus(
        resource.getMetadata().getGeneration(),
        conditions(regions),
        (int) findings.profiles().stream().map(Resident::namespace).distinct().count(),
        findings.profiles().size(),
        regions.isEmpty() ? null : regions);
  }

  private List<RegionUsage> regions() {
    var quota = quota();
    return new TreeMap<>(findings.listed())
        .entrySet().stream()
            .map(
                region ->
                    new RegionUsage(
                        region.getKey(),
                        region.getValue(),
                        quota.isPresent() ? quota.getAsInt() : null))
            .toList();
  }

  private OptionalInt quota() {
    return switch (findings.account()) {
      case ListedAccount.Understood(var account) -> account.profileQuota();
      case ListedAccount.NotUnderstood unclear -> OptionalInt.empty();
    };
  }

  private List<Condition> conditions(List<RegionUsage> regions) {
    var ready = ready();
    var conditions = new ArrayList<Condition>();
    conditions.add(condition("Ready", ready));
    if (needsSomebody(ready)) {
      conditions.add(condition("Stalled", new State(TRUE, ready.reason(), ready.message())));
    }
    conditions.add(condition("InUse", inUse()));
    quotaNearlyUsed(regions)
        .ifPresent(state -> conditions.add(condition("QuotaNearlyUsed", state)));
    return conditions;
  }

  private static boolean needsSomebody(State ready) {
    return ready.status().equals(FALSE);
  }

  private State ready() {
    return switch (findings.account()) {
      case ListedAccount.NotUnderstood unclear ->
          new State(FALSE, "InvalidSpec", unclear.problems());
      case ListedAccount.Understood(var account) when account.suspended() ->
          new State(
              asItWas(),
              "Suspended",
              "Nothing is called in the account while spec.suspend is true");
      case ListedAccount.Understood(var account) ->
          findings
              .problem()
              .map(problem -> unreachable(problem, account))
              .orElseGet(
                  () ->
                      new State(
                          TRUE,
                          "Ready",
                          "The operator can act in the AWS account " + account.accountId()));
    };
  }

  private String asItWas() {
    return Optional.ofNullable(resource.getStatus())
        .map(BedrockAccountStatus::conditions)
        .flatMap(before -> Condition.find(before, "Ready"))
        .map(Condition::status)
        .orElse(UNKNOWN);
  }

  private static State unreachable(Problem problem, Account account) {
    return switch (problem.kind()) {
      case DENIED ->
          account
              .roleArn()
              .map(
                  role ->
                      new State(
                          FALSE,
                          "AssumeRoleDenied",
                          ("The operator may not assume %s: %s (check its trust policy, its"
                                  + " external id, and the operator's own permission)")
                              .formatted(role, problem.message())))
              .orElseGet(
                  () ->
                      new State(
                          FALSE,
                          "CredentialsInvalid",
                          "There are no credentials: %s (check the role of the operator)"
                              .formatted(problem.message())));
      case OTHER_ACCOUNT ->
          new State(
              FALSE,
              "CredentialsInvalid",
              "Not of the account %s: %s (correct spec.roleArn)"
                  .formatted(account.accountId(), problem.message()));
      case UNREACHABLE ->
          new State(
              UNKNOWN,
              "StsUnavailable",
              "STS does not answer: %s (it is tried again)".formatted(problem.message()));
    };
  }

  private State inUse() {
    var profiles = findings.profiles();
    if (profiles.isEmpty()) {
      return new State(FALSE, "NoProfiles", "No InferenceProfile lives in the account");
    }
    var names =
        profiles.stream()
            .map(profile -> profile.namespace() + "/" + profile.name())
            .sorted()
            .limit(MOST_NAMES)
            .collect(Collectors.joining(", "));
    return new State(
        TRUE,
        "Profiles",
        "%d InferenceProfiles live in the account, which cannot go before them: %s%s"
            .formatted(profiles.size(), names, profiles.size() > MOST_NAMES ? ", …" : ""));
  }

  private static Optional<State> quotaNearlyUsed(List<RegionUsage> regions) {
    var limited = regions.stream().filter(region -> region.quota() != null).toList();
    if (limited.isEmpty()) {
      return Optional.empty();
    }
    var full =
        limited.stream()
            .filter(AccountStatus::isNearlyUsed)
            .map(
                region ->
                    "%s (%d of %d)".formatted(region.region(), region.profiles(), region.quota()))
            .collect(Collectors.joining(", "));
    return Optional.of(
        full.isEmpty()
            ? new State(FALSE, "BelowQuota", "Every Region has room for more profiles")
            : new State(
                TRUE,
                "NearlyUsed",
                "The quota of profiles is nearly used in %s: delete some, or have it raised"
                    .formatted(full)));
  }

  private static boolean isNearlyUsed(RegionUsage region) {
    long profiles = Objects.requireNonNull(region.profiles());
    long quota = Objects.requireNonNull(region.quota());
    return profiles * 100 >= quota * NEARLY_PERCENT;
  }

  private Condition condition(String type, State state) {
    var before =
        Optional.ofNullable(resource.getStatus())
            .map(BedrockAccountStatus::conditions)
            .orElse(List.of());
    return Condition.following(
        before,
        type,
        state.status(),
        Objects.requireNonNullElse(resource.getMetadata().getGeneration(), 0L),
        state.reason(),
        state.message(),
        now);
  }
}
