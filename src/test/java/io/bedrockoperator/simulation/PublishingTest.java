package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.Publish;
import io.bedrockoperator.api.PublishConfigMap;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.crd.OlderCrd;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.simulation.Step.ChangeAccount.Change;
import io.bedrockoperator.status.Conditions;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is published while something is changed, or goes wrong, between two moments of rest. */
class PublishingTest {

  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofHours(1);

  private final QuietWorld world = new QuietWorld();
  private String name = "";

  @BeforeEach
  void settle() {
    name = world.settled(1, profile -> published(Manifest.of(profile), "first")).getFirst();
  }

  private static InferenceProfileSpec published(InferenceProfileSpec spec, String configMap) {
    return Edit.publish(spec, Optional.of(configMap));
  }

  private Optional<ConfigMap> configMap(String configMap) {
    return world.cluster().configMaps().get("team-a/" + configMap);
  }

  private String published(String configMap) {
    return configMap(configMap).map(is -> is.getData().get("ARN")).orElse("nothing");
  }

  private String condition() {
    return Optional.ofNullable(world.resource(name).getStatus().conditions())
        .flatMap(conditions -> Condition.find(conditions, Conditions.PUBLISHED))
        .map(PublishingTest::words)
        .orElse("none");
  }

  private static String words(Condition condition) {
    return condition.status() + " " + condition.reason();
  }

  private void edit(UnaryOperator<InferenceProfileSpec> change) {
    world.edit(name, change);
  }

  private Traffic pass(Duration time) {
    return world.world().pass(time);
  }

  /** What prevents the operator from reading a profile. */
  enum Hindrance {
    NAMESPACE_NOT_ALLOWED,
    ROLE_DENIED,
    ACCOUNT_REMOVED,
    ACCOUNT_SUSPENDED,
    RESOURCE_SUSPENDED,
    AWS_AWAY
  }

  /** A resource in a tenant's account, at rest. */
  private void settleTenant() {
    world.world().accounts().createBoth();
    name = "tenant";
    world.apply(name, published(Manifest.of(name), "of-tenant"));
    world.settle();
  }

  private void begin(Hindrance hindrance) {
    switch (hindrance) {
      case NAMESPACE_NOT_ALLOWED -> change(Change.ALLOW_NOBODY);
      case ROLE_DENIED -> change(Change.DENY_ROLE);
      case ACCOUNT_REMOVED -> change(Change.REMOVE);
      case ACCOUNT_SUSPENDED -> change(Change.SUSPEND);
      case RESOURCE_SUSPENDED -> edit(spec -> Edit.suspended(spec, true));
      case AWS_AWAY -> awsIsAway();
    }
  }

  private void end(Hindrance hindrance) {
    switch (hindrance) {
      case NAMESPACE_NOT_ALLOWED -> change(Change.ALLOW_ITS_OWN);
      case ROLE_DENIED -> change(Change.GRANT_ROLE);
      case ACCOUNT_REMOVED -> change(Change.CREATE);
      case ACCOUNT_SUSPENDED -> change(Change.RESUME);
      case RESOURCE_SUSPENDED -> edit(spec -> Edit.suspended(spec, false));
      case AWS_AWAY -> world.world().hazard().disarm();
    }
  }

  private void change(Change ofAccount) {
    world.world().accounts().change(0, ofAccount);
  }

  private void awsIsAway() {
    world
        .world()
        .hazard()
        .outage(
            asked -> Character.isUpperCase(asked.charAt(0)),
            false,
            asked -> SimulatedBedrock.failure(asked, Kind.UNAVAILABLE));
  }

  private void fails(String operation) {
    world
        .world()
        .hazard()
        .outage(
            operation::equals,
            false,
            asked -> new ApiRefusal(HttpURLConnection.HTTP_INTERNAL_ERROR));
  }

  private void refuses(String operation) {
    world
        .world()
        .hazard()
        .outage(
            operation::equals, false, asked -> new ApiRefusal(HttpURLConnection.HTTP_FORBIDDEN));
  }

  @Test
  void aChangedTemplateIsOneWrite() {
    edit(
        spec ->
            Edit.publish(
                spec,
                new Publish(
                    new PublishConfigMap(
                        "first", null, Map.of("ARN", "$(arn)", "NAME", "again $(name)")))));

    var traffic = pass(SHORT);

    assertThat(configMap("first").orElseThrow().getData()).containsEntry("NAME", "again " + name);
    assertThat(traffic.apiServer())
        .isEqualTo(
            Map.of(SimulatedApiServer.REPLACE_CONFIG_MAP, 1, SimulatedApiServer.WRITE_STATUS, 1));
  }

  @Test
  void theFormerNameStaysUntilTheNextIsThere() {
    refuses(SimulatedApiServer.CREATE_CONFIG_MAP);
    edit(spec -> published(spec, "second"));
    pass(SHORT);
    assertThat(published("first")).isEqualTo(world.recordedArn(name));
    assertThat(world.ready(name)).isEqualTo("False PublishRefused");

    world.world().hazard().disarm();
    world.until(() -> configMap("first").isEmpty());

    assertThat(published("second")).isEqualTo(world.recordedArn(name));
    world.settle();
    assertThat(condition()).isEqualTo("True Published");
  }

  /** What others add beside it is no news, but another version. */
  @Test
  void isReplacedAlsoAfterOthersAddedToIt() {
    world
        .cluster()
        .configMaps()
        .put(
            new ConfigMapBuilder(configMap("first").orElseThrow())
                .editMetadata()
                .addToAnnotations("theirs", "1")
                .endMetadata()
                .build());
    pass(SHORT);

    edit(spec -> published(spec, "second"));

    assertThat(pass(LONG).apiServer()).containsEntry(SimulatedApiServer.DELETE_CONFIG_MAP, 1);
    assertThat(configMap("first")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void staysAsItIsWhileTheProfileCannotBeRead(Hindrance hindrance) {
    settleTenant();
    var before = configMap("of-tenant");
    begin(hindrance);

    var traffic = pass(LONG);

    assertThat(configMap("of-tenant")).isEqualTo(before);
    assertThat(condition()).isEqualTo("True Published");
    assertThat(traffic.apiServer()).doesNotContainKey(SimulatedApiServer.GET_CONFIG_MAP);
  }

  @ParameterizedTest
  @EnumSource
  void isNotCalledPublishedWhenItIsMissingAndTheProfileCannotBeRead(Hindrance hindrance) {
    settleTenant();
    begin(hindrance);
    pass(LONG);
    var ready = world.ready(name);
    world.cluster().configMaps().remove("team-a/of-tenant");

    var traffic = pass(LONG);

    assertThat(condition()).isEqualTo("False Missing");
    assertThat(world.ready(name)).isEqualTo(ready);
    assertThat(traffic.apiServer()).containsEntry(SimulatedApiServer.GET_CONFIG_MAP, 1);
    end(hindrance);
    world.settle();
    assertThat(published("of-tenant")).isEqualTo(world.recordedArn(name));
    assertThat(condition()).isEqualTo("True Published");
  }

  /** The watch shows only what has the label. */
  @Test
  void isNotCalledMissingBecauseItsLabelIs() {
    settleTenant();
    begin(Hindrance.NAMESPACE_NOT_ALLOWED);
    pass(LONG);
    world
        .cluster()
        .configMaps()
        .put(
            new ConfigMapBuilder(configMap("of-tenant").orElseThrow())
                .editMetadata()
                .withLabels(Map.of())
                .endMetadata()
                .build());
    pass(LONG);
    assertThat(condition()).isEqualTo("True Published");

    fails(SimulatedApiServer.GET_CONFIG_MAP);
    begin(Hindrance.ACCOUNT_REMOVED);
    pass(LONG);

    assertThat(world.ready(name)).isEqualTo("False NoAccount");
    assertThat(condition()).isEqualTo("True Published");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESOURCE_SUSPENDED")
  void goesWithItsFieldAlsoWhileTheProfileCannotBeRead(Hindrance hindrance) {
    settleTenant();
    begin(hindrance);
    pass(LONG);
    edit(spec -> Edit.publish(spec, Optional.empty()));

    pass(SHORT);

    assertThat(configMap("of-tenant")).isEmpty();
    pass(LONG);
    assertThat(condition()).isEqualTo("none");
  }

  @Test
  void namesTheNextProfileInOneWriteAfterALoss() {
    var lost = world.recordedArn(name);
    world.deleteOutside(name);
    world.until(() -> condition().equals("False Outdated"));
    assertThat(published("first")).isEqualTo(lost);

    var traffic = world.until(() -> !published("first").equals(lost));

    assertThat(traffic.apiServer())
        .containsEntry(SimulatedApiServer.REPLACE_CONFIG_MAP, 1)
        .doesNotContainKeys(
            SimulatedApiServer.CREATE_CONFIG_MAP, SimulatedApiServer.DELETE_CONFIG_MAP);
    world.settle();
    assertThat(condition()).isEqualTo("True Published");
  }

  @Test
  void isNotRepairedWhileTheResourceIsSuspended() {
    edit(spec -> Edit.suspended(spec, true));
    pass(SHORT);
    var edited =
        new ConfigMapBuilder(configMap("first").orElseThrow()).addToData("ARN", "theirs").build();
    world.cluster().configMaps().put(edited);

    pass(LONG);
    assertThat(published("first")).isEqualTo("theirs");

    edit(spec -> Edit.suspended(spec, false));
    pass(SHORT);
    assertThat(published("first")).isEqualTo(world.recordedArn(name));
  }

  @Test
  void staysWithoutItsFieldWhileTheResourceIsSuspended() {
    edit(spec -> Edit.suspended(Edit.publish(spec, Optional.empty()), true));
    pass(LONG);
    assertThat(published("first")).isEqualTo(world.recordedArn(name));

    edit(spec -> Edit.suspended(spec, false));
    pass(SHORT);
    assertThat(configMap("first")).isEmpty();
  }

  @Test
  void isRefusedWithoutTheValueOfAPlaceholder() {
    world.world().disguise(PublishingTest::ofTwoModels);
    world.rounds(2);
    edit(
        spec ->
            Edit.publish(
                spec,
                new Publish(new PublishConfigMap("second", null, Map.of("MODEL", "$(modelId)")))));
    world.until(() -> world.ready(name).equals("False InvalidSpec"));

    assertThat(configMap("second")).isEmpty();
    assertThat(condition()).isEqualTo("False InvalidSpec");
  }

  /** Whoever removes the cause need not touch the resource. */
  @Test
  void isTriedAgainUntilItIsGone() {
    refuses(SimulatedApiServer.DELETE_CONFIG_MAP);
    edit(spec -> Edit.publish(spec, Optional.empty()));
    pass(LONG);
    assertThat(configMap("first")).isPresent();
    assertThat(world.ready(name)).isEqualTo(Readiness.AVAILABLE);
    assertThat(condition()).isEqualTo("False PublishRefused");

    world.world().hazard().disarm();
    pass(LONG);

    assertThat(configMap("first")).isEmpty();
    assertThat(condition()).isEqualTo("none");
  }

  @Test
  void anApiServerThatFailsHidesNothingOfTheProfile() {
    fails(SimulatedApiServer.CREATE_CONFIG_MAP);
    world.apply("new", published(Manifest.of("new"), "of-new"));
    pass(LONG);
    assertThat(world.ready("new")).isEqualTo("False Creating");
    assertThat(world.recordedArn("new")).startsWith("arn:");

    world.cluster().configMaps().remove("team-a/first");
    pass(LONG);
    assertThat(world.ready(name)).isEqualTo("False Creating");

    world.world().hazard().disarm();
    world.settle();
    assertThat(published("first")).isEqualTo(world.recordedArn(name));
  }

  @Test
  void isNotCalledPublishedWhatAWebhookChanged() {
    world
        .cluster()
        .configMaps()
        .admit(is -> new ConfigMapBuilder(is).addToData("NAME", "changed").build());
    edit(spec -> published(spec, "second"));
    pass(SHORT);
    assertThat(world.ready(name)).isEqualTo("False PublishRefused");

    world.cluster().configMaps().admit(UnaryOperator.identity());
    world.settle();

    assertThat(configMap("second").orElseThrow().getData()).hasSize(2);
  }

  /** Nobody else's name is told of by the watch. */
  @Test
  void takesANameThatBecameFreeWithinAResync() {
    world.cluster().configMaps().create(of("team-a", "wanted"));
    edit(spec -> published(spec, "wanted"));
    pass(SHORT);
    assertThat(world.ready(name)).isEqualTo("False PublishConflict");

    world.cluster().configMaps().remove("team-a/wanted");
    pass(Duration.ofMinutes(5));

    assertThat(published("wanted")).isEqualTo(world.recordedArn(name));
  }

  private static ConfigMap of(String namespace, String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withData(Map.of("theirs", "1"))
        .build();
  }

  @Test
  void isNotTakenAwayBecauseAnOlderCrdDoesNotKeepTheField() {
    world.cluster().install(OlderCrd.without("spec.publish"));
    world.world().replicas().forEach(Replica::checkSchema);
    edit(spec -> Edit.publish(spec, Optional.empty()));

    pass(LONG);

    assertThat(published("first")).isEqualTo(world.recordedArn(name));
  }

  private static ObservedProfile ofTwoModels(ObservedProfile is) {
    return new ObservedProfile(
        is.arn(),
        is.id(),
        is.name(),
        is.description(),
        is.status(),
        is.type(),
        List.of(
            "arn:aws:bedrock:us-east-1::foundation-model/a.b",
            "arn:aws:bedrock:us-east-1::foundation-model/c.d"),
        is.createdAt());
  }
}
