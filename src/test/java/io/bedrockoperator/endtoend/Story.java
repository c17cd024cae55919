package io.bedrockoperator.endtoend;

import io.bedrockoperator.dev.emulator.CallLimit;
import io.bedrockoperator.dev.emulator.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Five minutes of a busy operator, of which two replicas run: something of everything that its
 * metrics tell about. Who plays it performs the acts in time.
 */
public final class Story implements AutoCloseable {

  public static final Duration LENGTH = Duration.ofMinutes(5);

  private static final String OTHER_REGION =
      "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.amazon.nova-lite-v1:0";
  private static final String NO_MODEL =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-unknown-v1:0";
  private static final String OTHER_PARTITION =
      "arn:aws-eusc:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";

  private static final int QUOTA = 490;

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "BEDROCK_OPERATOR_LEADER_ELECTION",
          "true",
          "BEDROCK_OPERATOR_RESYNC",
          "10s",
          "BEDROCK_OPERATOR_PROFILE_QUOTA",
          String.valueOf(QUOTA),
          "AWS_REGION",
          Stage.REGION);

  private static final Duration LATENCY = Duration.ofMillis(40);
  private static final int SLOW = 12;
  private static final int MANY = 500;
  private static final int DELETED = 300;

  private final Stage stage;
  private final OperatorProcess leader;
  private final OperatorProcess other;

  /** What happens at a moment after the beginning. */
  public record Act(Duration at, String what, Runnable performance) {}

  private Story(Stage stage) {
    this.stage = stage;
    this.leader = stage.start(ENVIRONMENT).awaitReady();
    this.other = OperatorProcess.start(stage.environment(ENVIRONMENT)).awaitReady();
  }

  /** With one replica that leads and one that stands by, and nothing to do yet. */
  public static Story begin() {
    var stage = Stage.in("team-a");
    stage.bedrock().account().configure(settings -> settings.withLatency(LATENCY));
    return new Story(stage);
  }

  /** In the order in which they are to be performed. */
  public List<Act> acts() {
    return List.of(
        act(10, "12 resources are applied; AWS refuses two of them", this::applySome),
        act(
            40,
            "AWS allows %d calls a second and %d profiles; %d more are applied"
                .formatted(SLOW, QUOTA, MANY),
            this::applyMany),
        act(100, "AWS allows more calls again", () -> limitCalls(CallLimit.NONE)),
        act(120, "AWS does not answer any more; 3 are applied, 5 get other tags", this::breakOff),
        act(150, "AWS answers again", () -> stage.bedrock().faults().clear()),
        act(175, "somebody deletes 3 profiles in AWS, and changes tags of 2", this::drift),
        act(220, "the replica that leads is killed", leader::kill),
        act(
            265,
            "%d resources are deleted".formatted(DELETED),
            () -> named("more", 0, DELETED).forEach(stage::delete)));
  }

  /** What each replica says of its metrics; nothing where it does not answer. */
  public Map<String, String> metrics() {
    var answers = new LinkedHashMap<String, String>();
    answers.put("bedrock-operator-0", leader.answer("/metrics"));
    answers.put("bedrock-operator-1", other.answer("/metrics"));
    return answers;
  }

  private static Act act(int second, String what, Runnable performance) {
    return new Act(Duration.ofSeconds(second), what, performance);
  }

  private void applySome() {
    named("chat", 0, 6).forEach(stage::create);
    named("search", 0, 3).forEach(name -> createFrom(name, OTHER_REGION));
    stage.create("later", "suspend: true");
    createFrom("no-such-model", NO_MODEL);
    createFrom("wrong-partition", OTHER_PARTITION);
  }

  private void createFrom(String name, String source) {
    stage.createWith(
        name,
        """
        inferenceProfileName: %s
        modelSource: {copyFrom: "%s"}
        """
            .formatted(stage.profileName(name), source));
  }

  private void applyMany() {
    limitCalls(new CallLimit.WholeSeconds(SLOW));
    stage.bedrock().account().configure(settings -> settings.withQuota(QUOTA));
    named("more", 0, MANY).forEach(stage::create);
  }

  private void limitCalls(CallLimit limit) {
    stage.bedrock().account().configure(settings -> settings.withCalls(limit));
  }

  private void breakOff() {
    stage.bedrock().faults().onAny().always().before(Fault.drop());
    named("meanwhile", 0, 3).forEach(name -> createFrom(name, OTHER_REGION));
    named("more", 10, 15)
        .forEach(
            name -> stage.patchSpec(name, "{\"tags\": [{\"key\": \"team\", \"value\": \"b\"}]}"));
  }

  private void drift() {
    named("chat", 0, 3).map(stage::arn).forEach(stage.outside()::delete);
    named("chat", 3, 5)
        .forEach(
            name -> {
              stage
                  .outside()
                  .putTag(stage.arn(name), "bedrock-operator.io/name", "of somebody else");
              stage.requestReconciliation(name, "now");
            });
  }

  private static Stream<String> named(String name, int from, int until) {
    return IntStream.range(from, until).mapToObj(number -> name + "-" + number);
  }

  @Override
  public void close() {
    other.close();
    stage.close();
  }
}
