package io.bedrockoperator.dev.bench;

import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.EmulatorSettings;
import io.bedrockoperator.dev.emulator.IamRole;
import io.bedrockoperator.dev.emulator.Operation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * First n in one account to warm up, then n in another Region of it, then n over twenty accounts,
 * each with a role and a namespace of its own.
 */
record Accounts(World world, int n, UnaryOperator<EmulatorSettings> behaviour) {

  private static final int ACCOUNTS = 20;
  private static final int MOST_THREADS = 60;
  private static final long PATIENCE_SECONDS = 30;

  /** What STS and each new place cost in addition. */
  private static final Set<Operation> ONCE_FOR_EACH =
      Set.of(
          Operation.ASSUME_ROLE, Operation.GET_CALLER_IDENTITY, Operation.LIST_INFERENCE_PROFILES);

  Result measure() {
    var operator = world.start(Map.of()).awaitReady();
    IntStream.rangeClosed(0, ACCOUNTS).forEach(this::create);
    var unused = Wave.ride(world, Order.many(n, namespace(0), World.REGION));
    var warm = Heap.alive(operator.pid());
    var one = Wave.ride(world, orders("again-", index -> 0));
    var heapOfOne = Heap.alive(operator.pid()) - warm;
    var many = Wave.ride(world, orders("more-", index -> 1 + index % ACCOUNTS));
    var heapOfMany = Heap.alive(operator.pid()) - warm - heapOfOne;
    return many.result(
        Scenario.ACCOUNTS,
        List.of(
            many.allReady(),
            Figure.of("all Ready in one account", one.allReady().value(), "s"),
            many.callsPerProfile(),
            Figure.of("  in one account", one.callsPerProfile().value(), "calls"),
            Figure.of("  but for STS and listings", perProfile(many), "calls"),
            Figure.of("  but for those, in one account", perProfile(one), "calls"),
            many.cpuPerProfile(),
            Figure.of("  in one account", one.cpuPerProfile().value(), "ms"),
            Figure.of("threads of the operator", Usage.of(operator.pid()).threads(), "threads")
                .atMost(MOST_THREADS),
            Figure.of(
                "live heap per account, beyond that of its resources",
                (double) (heapOfMany - heapOfOne) / (ACCOUNTS - 1),
                "KiB")));
  }

  private static double perProfile(Wave wave) {
    return (double)
            wave.calls().stream()
                .map(Call::operation)
                .filter(operation -> !ONCE_FOR_EACH.contains(operation))
                .count()
        / wave.size();
  }

  private static String namespace(int number) {
    return "tenant-" + number;
  }

  private void create(int number) {
    var id = Long.toString(222_200_000_000L + number);
    var role = IamRole.of("arn:aws:iam::%s:role/bedrock-operator".formatted(id));
    world.bedrock().sts().put(role);
    world.bedrock().account(id).configure(behaviour);
    var admin = world.cluster().admin();
    var account =
        admin
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: bedrock-operator.io/v1alpha1
                kind: BedrockAccount
                metadata: {name: %1$s}
                spec:
                  accountId: "%2$s"
                  roleArn: %3$s
                  allowedNamespaces: {names: [%1$s]}
                """
                    .formatted(namespace(number), id, role.arn()),
                GenericKubernetesResource.class);
    admin.resource(account).create();
    admin
        .resources(BedrockAccount.class)
        .withName(namespace(number))
        .waitUntilCondition(
            found -> found != null && found.hasFinalizer(BedrockAccount.FINALIZER),
            PATIENCE_SECONDS,
            TimeUnit.SECONDS);
  }

  private List<Order> orders(String prefix, IntUnaryOperator account) {
    return IntStream.range(0, n)
        .mapToObj(
            index ->
                new Order(namespace(account.applyAsInt(index)), prefix + index, World.OTHER_REGION))
        .toList();
  }
}
