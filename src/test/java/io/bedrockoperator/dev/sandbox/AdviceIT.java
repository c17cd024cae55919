package io.bedrockoperator.dev.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockoperator.profile.Arn;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that the sandbox gives to somebody else's terminal, as they are printed. */
class AdviceIT {

  /** A namespace with finalizers in it takes a quarter of a minute. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path temp;

  private final Screen nobody = new LineScreen(new PrintStream(OutputStream.nullOutputStream()));

  @Test
  void callsAModelAndEndsANamespace() throws Exception {
    try (var started = new Started()) {
      var sandbox = SandboxSetup.start(started, nobody);
      new SampleRun(sandbox.admin(), started.add(new Changes(sandbox.admin())), nobody).run();
      var advice = Advice.of(sandbox).lines();
      var arn =
          sandbox
              .bedrock()
              .account()
              .outside("us-east-1")
              .named("team-a-chat")
              .getFirst()
              .profile()
              .arn();

      var answer = new ObjectMapper().readTree(run(advice, "/converse"));
      run(advice, "kubectl delete namespace team-c");

      assertThat(answer.at("/output/message/content/0/text").textValue()).contains(arn);
      assertThat(sandbox.bedrock().account().invocations(arn)).isEqualTo(1);
      assertThat(sandbox.admin().namespaces().withName("team-c").get()).isNull();
      assertThat(sandbox.bedrock().account().outside("us-east-1").profiles())
          .extracting(held -> held.profile().name())
          .contains("team-a-chat")
          .noneMatch(name -> name.startsWith("team-c-"));
    }
  }

  @Test
  void changesTheModelBehindAName() throws Exception {
    try (var started = new Started()) {
      var sandbox = SandboxSetup.start(started, nobody);
      new SampleRun(sandbox.admin(), started.add(new Changes(sandbox.admin())), nobody).run();
      var advice = Advice.of(sandbox).lines();
      var bedrock = sandbox.bedrock().account().outside("us-east-1");
      var first = published(sandbox);

      run(advice, "us.amazon.nova-pro");

      await().untilAsserted(() -> assertThat(published(sandbox)).isNotEqualTo(first));
      var second = published(sandbox);
      assertThat(bedrock.profile(first)).isPresent();
      assertThat(bedrock.profile(second)).isPresent();
      assertThat(run(advice, "kubectl -n team-c get"))
          .contains(idOf(first), idOf(second), "amazon.nova-pro", "configmap/chat-bedrock");

      run(advice, "us.anthropic.claude-sonnet-4");

      await().untilAsserted(() -> assertThat(bedrock.profile(first)).isEmpty());
      assertThat(published(sandbox)).isNotIn(first, second);
      assertThat(bedrock.profile(second)).isPresent();
    }
  }

  private static String published(SandboxSetup sandbox) {
    var configMap =
        sandbox.admin().configMaps().inNamespace("team-c").withName("chat-bedrock").require();
    return configMap.getData().getOrDefault("BEDROCK_INFERENCE_PROFILE_ARN", "");
  }

  private static String idOf(String arn) {
    return Arn.parse(arn).orElseThrow().id();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE);
  }

  /** What the one command prints that has this in it. */
  private String run(List<String> advice, String command) throws Exception {
    var script =
        Stream.concat(Stream.of("shopt -s expand_aliases"), commands(advice, command))
            .collect(Collectors.joining("\n"));
    var output = temp.resolve("output");
    var bash =
        new ProcessBuilder("bash", "-euc", script)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      var ended = bash.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(ended && bash.exitValue() == 0)
          .as("%s: %s", script, Files.readString(output))
          .isTrue();
      return Files.readString(output);
    } finally {
      bash.descendants().forEach(ProcessHandle::destroyForcibly);
      bash.destroyForcibly();
    }
  }

  private static Stream<String> commands(List<String> advice, String command) {
    return advice.stream()
        .filter(line -> line.startsWith("    "))
        .map(String::strip)
        .filter(
            line ->
                line.startsWith("export ") || line.startsWith("alias ") || line.contains(command));
  }
}
