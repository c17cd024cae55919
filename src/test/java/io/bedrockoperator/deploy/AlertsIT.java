package io.bedrockoperator.deploy;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockoperator.dev.apiserver.AlertEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When each alert fires, as Prometheus' own engine evaluates the shipped rules. */
class AlertsIT {

  private static final Duration LATER = Duration.ofHours(1);

  /** Minutes in which all is right, before something goes wrong and after it. */
  private static final int QUIET = 30;

  /** Minutes in which a rate over ten of them notices. */
  private static final int LATENCY = 3;

  private static final String PREFIX = "BedrockOperator";
  private static final String INACTIVE = "inactive";
  private static final String PENDING = "pending";
  private static final String FIRING = "firing";
  private static final String REQUESTS = "bedrock_operator_aws_request_duration_seconds_count";
  private static final String GOOD =
      REQUESTS + "{operation=\"GetInferenceProfile\", region=\"us-east-1\", code=\"\"} 0+%dx60";
  private static final String BAD =
      REQUESTS + "{operation=\"GetInferenceProfile\", region=\"us-east-1\", code=\"%s\"} 0+%dx60";
  private static final String PROFILES =
      "bedrock_operator_profiles{region=\"us-east-1\", ready=\"%s\", reason=\"%s\"} %dx60";
  private static final String AGE =
      "bedrock_operator_observation_age_seconds{region=\"us-east-1\"} %dx60";
  private static final String USED = "bedrock_operator_listed_profiles{region=\"us-east-1\"}";
  private static final String ALLOWED = "bedrock_operator_profile_quota{region=\"us-east-1\"}";

  /** A second more than those alerts wait that time itself sets off. */
  private static final int WAITED = -(15 * 60 + 1);

  private static final String AVAILABLE = PROFILES.formatted("True", "Available", 1);

  private static AlertEngine prometheus = new AlertEngine(Path.of(""));

  /** What was scraped, and for how many things the alert then fires. */
  record Scene(String alert, int fires, List<String> series) {

    static Scene of(String alert, int fires, String... series) {
      return new Scene(alert, fires, Arrays.asList(series));
    }
  }

  @BeforeAll
  static void prepare() {
    prometheus = AlertEngine.ofThisMachine();
  }

  static Stream<Scene> scenes() {
    return Stream.of(
        Scene.of("Down", 1, "up 0x60"),
        Scene.of("Down", 0, leader("a", 0)),
        Scene.of("NobodyLeads", 1, leader("a", 0), leader("b", 0)),
        Scene.of("NobodyLeads", 0, leader("a", 0), leader("b", 1)),
        Scene.of("AwsErrors", 1, GOOD.formatted(70), BAD.formatted("AccessDeniedException", 30)),
        Scene.of("AwsErrors", 0, GOOD.formatted(80), BAD.formatted("AccessDeniedException", 20)),
        Scene.of("AwsErrors", 0, GOOD.formatted(50), BAD.formatted("ThrottlingException", 50)),
        Scene.of(
            "AwsErrors",
            0,
            BAD.formatted("AccessDeniedException", 9)
                .replace("GetInferenceProfile", "GetResources")),
        Scene.of(
            "AwsErrors",
            0,
            BAD.formatted("AccessDeniedException", 9)
                .replace("GetInferenceProfile", "ListFoundationModels")),
        Scene.of("Throttled", 1, GOOD.formatted(80), BAD.formatted("ThrottlingException", 20)),
        Scene.of("Throttled", 1, GOOD.formatted(80), BAD.formatted("ThrottledException", 20)),
        Scene.of("Throttled", 0, GOOD.formatted(95), BAD.formatted("ThrottlingException", 5)),
        Scene.of("Throttled", 0, GOOD.formatted(50), BAD.formatted("NoAnswer", 50)),
        Scene.of(
            "ProfilesStalled",
            2,
            PROFILES.formatted("False", "AccessDenied", 1),
            PROFILES.formatted("False", "InvalidSpec", 3),
            AVAILABLE),
        Scene.of("ProfilesStalled", 0, PROFILES.formatted("Unknown", "Throttled", 1), AVAILABLE),
        Scene.of("ProfilesUnsettled", 1, PROFILES.formatted("Unknown", "none", 1), AVAILABLE),
        Scene.of("ProfilesUnsettled", 0, PROFILES.formatted("False", "InvalidSpec", 1), AVAILABLE),
        Scene.of("DeploymentsNotReady", 1, deployments("False", "SourceNotFound")),
        Scene.of("DeploymentsNotReady", 1, deployments("Unknown", "none")),
        Scene.of("DeploymentsNotReady", 0, deployments("True", "Available")),
        Scene.of("DeploymentsNotReady", 0, deployments("False", "Suspended")),
        Scene.of("ObservationTooOld", 1, AGE.formatted(1801), AVAILABLE),
        Scene.of("ObservationTooOld", 0, AGE.formatted(1800), AVAILABLE),
        Scene.of("ObservationTooOld", 0, AGE.formatted(1801), AVAILABLE.replace("east", "west")),
        Scene.of("AccountNotReady", 1, accountReady("a", 0)),
        Scene.of("AccountNotReady", 0, accountReady("a", 1)),
        Scene.of("AccountNotReady", 1, accountReady("a", 0), accountReady("b", 1)),
        Scene.of("QuotaNearlyUsed", 1, quota(901, 1000)),
        Scene.of("QuotaNearlyUsed", 0, quota(900, 1000)),
        Scene.of("QuotaNearlyUsed", 1, quota(2251, 2500)),
        Scene.of("QuotaNearlyUsed", 0, quota(2250, 2500)),
        Scene.of("ModelEndsInAMonth", 1, ends(30, WAITED)),
        Scene.of("ModelEndsInAMonth", 1, ends(0, WAITED)),
        Scene.of("ModelEndsInAMonth", 0, ends(30, 0)),
        Scene.of("ModelEndsInAWeek", 1, ends(7, WAITED)),
        Scene.of("ModelEndsInAWeek", 1, ends(7, WAITED), ends(7, WAITED).replace("a\"", "b\"")),
        Scene.of("ModelEndsInAWeek", 1, ends(0, WAITED)),
        Scene.of("ModelEndsInAWeek", 0, ends(7, 0)),
        Scene.of(
            "ReconciliationsWait", 1, "bedrock_operator_reconcile_longest_wait_seconds 301x60"),
        Scene.of(
            "ReconciliationsWait", 0, "bedrock_operator_reconcile_longest_wait_seconds 300x60"),
        Scene.of("Unforeseen", 1, reconciliations("unforeseen", "0x50 1x8")),
        Scene.of("Unforeseen", 0, reconciliations("unforeseen", "1x60")),
        Scene.of("Unforeseen", 0, reconciliations("reported", "0+1x60")),
        Scene.of("ProfileLost", 1, drift("lost", "0x50 1x8")),
        Scene.of("ProfileLost", 0, drift("lost", "1x60")),
        Scene.of("ProfileLost", 0, drift("tags", "0+1x60")));
  }

  private static String leader(String pod, int leads) {
    return "bedrock_operator_leader{job=\"o\", pod=\"%s\"} %dx60".formatted(pod, leads);
  }

  private static String deployments(String ready, String reason) {
    return "bedrock_operator_deployments{ready=\"%s\", reason=\"%s\"} 2x60"
        .formatted(ready, reason);
  }

  private static String accountReady(String name, int ready) {
    return "bedrock_operator_account_ready{name=\"%s\", account=\"1\"} %dx60"
        .formatted(name, ready);
  }

  private static String[] quota(int used, int allowed) {
    return new String[] {
      USED + " %dx60".formatted(used), ALLOWED + " %dx60".formatted(allowed),
    };
  }

  /**
   * So many days and seconds after the last look, as a replica tells it. The first sample is of
   * 1970.
   */
  private static String ends(int days, int seconds) {
    return "bedrock_operator_model_end_of_life_timestamp_seconds"
        + "{model=\"m\", region=\"us-east-1\", account=\"1\", pod=\"a\"} %dx60"
            .formatted(LATER.plusDays(days).plusSeconds(seconds).toSeconds());
  }

  private static String reconciliations(String result, String values) {
    return "bedrock_operator_reconcile_duration_seconds_count{result=\"%s\"} %s"
        .formatted(result, values);
  }

  private static String drift(String kind, String values) {
    return "bedrock_operator_drift_total{kind=\"%s\"} %s".formatted(kind, values);
  }

  /**
   * Something that goes wrong.
   *
   * @param patience minutes after which somebody is told
   * @param blip minutes of it that nobody is told of; an expression about the last ten minutes
   *     remembers it for longer
   */
  record Course(String alert, int patience, int blip, List<Signal> signals) {

    static Course of(String alert, int patience, Signal... signals) {
      return new Course(alert, patience, patience, Arrays.asList(signals));
    }

    Course withBlip(int minutes) {
      return new Course(alert, patience, minutes, signals);
    }

    List<String> series(int wrong) {
      return signals.stream().map(signal -> signal.series(QUIET, wrong, QUIET)).toList();
    }
  }

  static Stream<Course> courses() {
    var request =
        REQUESTS + "{operation=\"GetInferenceProfile\", region=\"us-east-1\", code=\"%s\"}";
    var succeeded = new Signal.Counter(request.formatted(""), 60, 0);
    return Stream.of(
        Course.of("Down", 5, new Signal.Gauge("bedrock_operator_leader{job=\"o\"}", "1", "stale")),
        Course.of(
            "NobodyLeads", 2, new Signal.Gauge("bedrock_operator_leader{job=\"o\"}", "1", "0")),
        Course.of(
                "AwsErrors",
                15,
                succeeded,
                new Signal.Counter(request.formatted("AccessDeniedException"), 0, 60))
            .withBlip(11),
        Course.of(
                "Throttled",
                15,
                succeeded,
                new Signal.Counter(request.formatted("ThrottlingException"), 0, 60))
            .withBlip(7),
        Course.of("ProfilesStalled", 60, profiles("AccessDenied")),
        Course.of("ProfilesUnsettled", 60, profiles("Creating")),
        Course.of(
            "DeploymentsNotReady",
            60,
            new Signal.Gauge(
                "bedrock_operator_deployments{ready=\"False\", reason=\"Creating\"}", "0", "1")),
        Course.of(
            "ObservationTooOld",
            5,
            new Signal.Gauge(
                "bedrock_operator_observation_age_seconds{region=\"us-east-1\"}", "60", "1801"),
            new Signal.Gauge(
                "bedrock_operator_profiles{region=\"us-east-1\", reason=\"Available\"}", "1", "1")),
        Course.of(
            "AccountNotReady",
            15,
            new Signal.Gauge(
                "bedrock_operator_account_ready{name=\"a\", account=\"1\"}", "1", "0")),
        Course.of(
            "QuotaNearlyUsed",
            15,
            new Signal.Gauge(USED, "900", "901"),
            new Signal.Gauge(ALLOWED, "1000", "1000")),
        Course.of("ModelEndsInAMonth", 15, ends("9999999")),
        Course.of("ModelEndsInAWeek", 15, ends("9999999")),
        Course.of(
            "ReconciliationsWait",
            5,
            new Signal.Gauge("bedrock_operator_reconcile_longest_wait_seconds", "0", "301")),
        Course.of(
            "Unforeseen",
            0,
            new Signal.Counter(
                "bedrock_operator_reconcile_duration_seconds_count{result=\"unforeseen\"}", 0, 1)),
        Course.of(
            "ProfileLost",
            0,
            new Signal.Counter("bedrock_operator_drift_total{kind=\"lost\"}", 0, 1)));
  }

  private static Signal ends(String rightly) {
    return new Signal.Gauge(
        "bedrock_operator_model_end_of_life_timestamp_seconds{model=\"m\", region=\"us-east-1\"}",
        rightly,
        "1");
  }

  private static Signal profiles(String reason) {
    return new Signal.Gauge("bedrock_operator_profiles{reason=\"%s\"}".formatted(reason), "0", "1");
  }

  static Stream<Course> coursesWithPatience() {
    return courses().filter(course -> course.patience > 0);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void firesWhereItShould(Scene scene) {
    var end = prometheus.watch(scene.series, Alerts.FILE, LATER).getLast();

    assertThat(states(end, scene.alert)).isEqualTo(Collections.nCopies(scene.fires, FIRING));
    assertThat(end.toString()).as("what it is about").doesNotContain("<error", "<no value>");
  }

  @ParameterizedTest
  @MethodSource("courses")
  void tellsNobodyBeforeItsTimeAndThenKeepsOn(Course course) {
    var lasting = course.patience + QUIET;
    var states = states(course, lasting).subList(0, QUIET + lasting);

    var begins = states.indexOf(course.patience == 0 ? FIRING : PENDING);
    assertThat(begins).isBetween(QUIET, QUIET + LATENCY);
    assertThat(states.subList(0, begins)).containsOnly(INACTIVE);
    assertThat(states.subList(begins, begins + course.patience)).allMatch(PENDING::equals);
    assertThat(states.subList(begins + course.patience, states.size())).containsOnly(FIRING);
  }

  @ParameterizedTest
  @MethodSource("coursesWithPatience")
  void tellsNobodyOfABlip(Course course) {
    assertThat(states(course, course.blip))
        .contains(PENDING)
        .doesNotContain(FIRING)
        .endsWith(INACTIVE);
  }

  @ParameterizedTest
  @MethodSource("coursesWithPatience")
  void tellsOfWhatIsAMinuteLonger(Course course) {
    assertThat(states(course, course.blip + 1)).contains(FIRING).endsWith(INACTIVE);
  }

  @Test
  void everyAlertHasASceneAndACourse() throws IOException {
    var shipped =
        Alerts.shipped().stream().map(alert -> alert.get("alert").asText()).collect(toSet());

    assertThat(
            scenes()
                .filter(scene -> scene.fires > 0)
                .map(scene -> PREFIX + scene.alert)
                .collect(toSet()))
        .isEqualTo(shipped);
    assertThat(courses().map(course -> PREFIX + course.alert))
        .containsExactlyInAnyOrderElementsOf(shipped);
  }

  /** Minute by minute. */
  private static List<String> states(Course course, int wrong) {
    var length = Duration.ofMinutes(QUIET + wrong + QUIET - 1L);
    return prometheus.watch(course.series(wrong), Alerts.FILE, length).stream()
        .map(active -> states(active, course.alert).stream().findFirst().orElse(INACTIVE))
        .toList();
  }

  private static List<String> states(JsonNode active, String alert) {
    return StreamSupport.stream(active.spliterator(), false)
        .filter(one -> one.path("alert").asText().equals(PREFIX + alert))
        .map(one -> one.path("state").asText())
        .toList();
  }
}
