package io.bedrockoperator.dev.sandbox;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How to go on with a running sandbox. */
record Advice(Path kubeconfig, Optional<Path> kubectl, URI bedrock, Path operatorLog) {

  /** The emulator takes any signature: it only has to name the Region. */
  private static final String SIGNED_CURL = "curl --user x:x --aws-sigv4 aws:amz:us-east-1:bedrock";

  /** Where the search path has no kubectl, the one that came with the API server will do. */
  static Advice of(SandboxSetup surroundings) {
    var searchPath = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return new Advice(
        surroundings.kubeconfig(),
        hasKubectl(searchPath) ? Optional.empty() : Optional.of(surroundings.apiServer().kubectl()),
        surroundings.bedrock().endpoint(),
        surroundings.operator().logFile());
  }

  private static boolean hasKubectl(String searchPath) {
    return Stream.of(searchPath.split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
  }

  List<String> lines() {
    var preparation =
        Stream.concat(
            Stream.of("export KUBECONFIG=" + kubeconfig),
            kubectl.stream().map(path -> "alias kubectl=" + path));
    return Stream.of(
            Stream.of("", "In another terminal:", ""),
            preparation.map(Advice::command),
            Stream.of("", "See everything, with ARN, Region and the reason in full:", ""),
            Stream.of(command("kubectl get aip -A -o wide")),
            Stream.of("", "See what a resource hands to applications:", ""),
            Stream.of(command("kubectl -n team-a get configmap chat-bedrock -o yaml")),
            Stream.of("", "Call the model with it:", ""),
            Stream.of(command(invocation())),
            Stream.of("", "Add a tag, and see the operator tag the profile below:", ""),
            Stream.of(
                command(
                    "kubectl -n team-a patch aip summaries --type=json -p"
                        + " '[{\"op\": \"add\", \"path\": \"/spec/tags/-\","
                        + " \"value\": {\"key\": \"stage\", \"value\": \"test\"}}]'")),
            Stream.of("", "Change the model behind a name, and see the ConfigMap follow:", ""),
            Stream.of(command(swapTo("us.amazon.nova-pro-v1:0"))),
            Stream.of(command("kubectl -n team-c get aipd,aip,configmaps")),
            Stream.of("", "Change it once more, and see the first profile go:", ""),
            Stream.of(command(swapTo("us.anthropic.claude-sonnet-4-20250514-v1:0"))),
            Stream.of("", "Change what Bedrock cannot change, and see it refused:", ""),
            Stream.of(
                command(
                    "kubectl -n team-a patch aip chat --type=merge -p"
                        + " '{\"spec\": {\"inferenceProfileName\": \"other\"}}'")),
            Stream.of(
                "", "Delete a profile behind the operator's back, and see another created:", ""),
            Stream.of(command(deletionInBedrock())),
            Stream.of("", "Let one resource take over the profile of another:", ""),
            Stream.of(
                command(
                    "kubectl -n team-b patch aip same-name --type=merge -p '{\"spec\": {\"adopt\":"
                        + " {\"matchingName\": true, \"takeOver\": true}}}'")),
            Stream.of("", "See two tenants, each in an AWS account of its own:", ""),
            Stream.of(
                command("kubectl get bacc"),
                command("kubectl get aip chat -n tenant-a -o wide"),
                command("kubectl get aip chat -n tenant-b -o wide")),
            Stream.of("", "Delete a resource, and see its profile go first:", ""),
            Stream.of(command("kubectl -n team-b delete aip chat-west")),
            Stream.of("", "Delete a namespace, and see it end with all that is in it:", ""),
            Stream.of(command("kubectl delete namespace team-c")),
            Stream.of(
                "",
                "The operator logs to %s.".formatted(operatorLog),
                "Ctrl-C stops everything. What happens until then:",
                ""))
        .flatMap(lines -> lines)
        .toList();
  }

  /** In a path, the slash of an ARN has to be encoded. */
  private String invocation() {
    return "arn=$(kubectl -n team-a get configmap chat-bedrock"
        + " -o jsonpath='{.data.BEDROCK_INFERENCE_PROFILE_ARN}')"
        + " && "
        + SIGNED_CURL
        + " -d '{\"messages\": [{\"role\": \"user\","
        + " \"content\": [{\"text\": \"Who are you?\"}]}]}'"
        + " -sw '\\n' %s/model/${arn%%/*}%%2F${arn##*/}/converse".formatted(bedrock);
  }

  private static String swapTo(String source) {
    return "kubectl -n team-c patch aipd chat --type=merge -p"
        + " '{\"spec\": {\"template\": {\"spec\": {\"modelSource\": {\"copyFrom\":"
        + " \"arn:aws:bedrock:us-east-1::inference-profile/%s\"}}}}}'".formatted(source);
  }

  private String deletionInBedrock() {
    return SIGNED_CURL
        + " -X DELETE %s/inference-profiles/$(kubectl -n team-a get aip summaries"
            .formatted(bedrock)
        + " -o jsonpath='{.status.inferenceProfileId}')";
  }

  private static String command(String line) {
    return "    " + line;
  }
}
