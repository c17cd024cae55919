package io.bedrockoperator.app;

import io.bedrockoperator.account.AccountDirectory;
import io.bedrockoperator.account.Tenancy;
import io.bedrockoperator.api.schema.InstalledSchema;
import io.bedrockoperator.aws.sdk.BedrockClients;
import io.bedrockoperator.aws.sdk.BedrockProfileStores;
import io.bedrockoperator.aws.sdk.DefaultRegion;
import io.bedrockoperator.controller.AccountUpdateFilter;
import io.bedrockoperator.controller.AccountUseEventSource;
import io.bedrockoperator.controller.AccountWatch;
import io.bedrockoperator.controller.BedrockAccountReconciler;
import io.bedrockoperator.controller.InferenceProfileDeploymentReconciler;
import io.bedrockoperator.controller.InferenceProfileReconciler;
import io.bedrockoperator.controller.NoCopyCloner;
import io.bedrockoperator.controller.UpdateFilter;
import io.bedrockoperator.deployment.DeploymentParser;
import io.bedrockoperator.deployment.DeploymentReconciler;
import io.bedrockoperator.kubernetes.EventRecorder;
import io.bedrockoperator.kubernetes.KubernetesHttp;
import io.bedrockoperator.kubernetes.KubernetesJson;
import io.bedrockoperator.kubernetes.PublishedSchema;
import io.bedrockoperator.kubernetes.Tenants;
import io.bedrockoperator.reconcile.ReconcilerDependencies;
import io.bedrockoperator.reconcile.RequeueDelays;
import io.bedrockoperator.reconcile.ResourceReconciler;
import io.bedrockoperator.reconcile.SpecParser;
import io.bedrockoperator.scheduling.Sleeper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main class of the operator. */
public final class OperatorMain {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);

  private static final int EXIT_BAD_SETTING = 2;

  /**
   * How often one resource is reconciled in {@link #RATE_LIMIT_PERIOD} at most: far more than it
   * ever needs.
   */
  private static final int RATE_LIMIT = 20;

  /**
   * The same for a BedrockAccount: its profiles may come by the thousand, but their number need not
   * be updated that often.
   */
  private static final int ACCOUNT_RATE_LIMIT = 3;

  private static final Duration RATE_LIMIT_PERIOD = Duration.ofSeconds(10);

  private static final Duration OWN_ACCOUNT_PATIENCE = Duration.ofSeconds(5);

  private static final String DEFAULT_NAMESPACE = "bedrock-operator-system";

  private OperatorMain() {}

  public static void main(String[] arguments) {
    try {
      var settings = Settings.from(System.getenv());
      Logging.configure(settings.logFormat());
      settings
          .unknown()
          .forEach(
              name ->
                  LOG.atWarn()
                      .addKeyValue("variable", name)
                      .log("unknown setting ignored: correct its name, or remove it"));
      run(settings);
    } catch (BadSettingException bad) {
      System.err.println(bad.getMessage());
      // Halts, since the shutdown hook would end an exit with the status of a requested stop.
      Runtime.getRuntime().halt(EXIT_BAD_SETTING);
    } catch (IOException | RuntimeException | Error failure) {
      LOG.error("the operator cannot go on and ends: see the cause", failure);
      Runtime.getRuntime().halt(Shutdown.FAILED);
    }
  }

  private static void run(Settings settings) throws IOException {
    var client =
        new KubernetesClientBuilder()
            .withHttpClientFactory(new KubernetesHttp())
            .withKubernetesSerialization(KubernetesJson.ofWatchedTypes())
            .build();
    var metrics = new Metrics();
    var ownRegion = new DefaultRegion();
    var clients = BedrockClients.standard(metrics.registry(), settings.regions(), ownRegion);
    var askingForOwnAccount = Thread.startVirtualThread(clients.ownAccount()::ask);
    var events = EventRecorder.start(client, System::nanoTime, Sleeper::onThread);
    var shutdown = new Shutdown();
    var lease = lease(settings, client);
    var leading = new AtomicBoolean(lease.isEmpty());
    metrics.showLeader(leading::get);
    var operator = operator(client, lease, () -> leading.set(true), shutdown);
    var health = new Health(leading::get);
    var server = HealthServer.start(settings.httpPort(), health::alive, health::ready, metrics);
    shutdown.install(
        () -> {
          operator.stop();
          lease.ifPresent(LeaderLease::release);
          events.close();
          client.close();
          clients.close();
          server.close();
        });

    LOG.atInfo().addKeyValue("port", server.port()).log("serving health");
    var cluster = new ClusterReadiness(client, settings, Sleeper::onThread, health::waitsFor);
    cluster.awaitResourceDefinition();
    var schema = new InstalledSchema(version(), new PublishedSchema(client)::read);
    PublishedSchema.follow(schema);
    lease.ifPresent(cluster::awaitNamespaceOf);
    var use = new AccountUseEventSource();
    var tenants = tenants(settings, cluster);
    var tenancy =
        new Tenancy(
            tenants.<AccountDirectory>map(Function.identity()).orElse(AccountDirectory.NO_ACCOUNTS),
            clients.accounts(),
            clients.ownAccount(),
            settings.ownAccount());
    var dependencies =
        dependencies(
            settings,
            clients,
            ownRegion,
            tenancy,
            cluster.awaitClusterId(),
            schema,
            metrics.registry());
    var reconciler =
        new InferenceProfileReconciler(
            new ResourceReconciler(dependencies),
            events,
            settings.adoption(),
            settings.publish(),
            tenants.map(seen -> new AccountWatch(seen, tenancy, use::wake)),
            metrics.registry());
    // A replica that stands by watches, too; a sum over replicas would count resources twice.
    metrics.showProfiles(() -> leading.get() ? reconciler.cached() : Stream.empty());
    register(operator, settings, reconciler);
    if (tenants.isPresent()) {
      var accounts =
          new BedrockAccountReconciler(
              use,
              tenancy.sessions(),
              dependencies.inventories(),
              reconciler::cached,
              InstantSource.system());
      metrics.showAccounts(() -> leading.get() ? accounts.cached() : Stream.empty());
      register(operator, accounts);
    }
    if (cluster.offersDeployments()) {
      var deployments = deployments(settings, events);
      metrics.showDeployments(() -> leading.get() ? deployments.cached() : Stream.empty());
      register(operator, settings, deployments);
    }
    waitFor(askingForOwnAccount);
    health.waitsFor("the InferenceProfiles are being listed");
    operator.start();
    health.works(
        new Health.Work(
            new InformerHealth(operator)::unhealthy, reconciler::standstill, schema::shortcoming));
    LOG.info("watching");
  }

  /**
   * If the operator's credentials are of another account than before, the profiles of the former
   * one say so from the first reconciliation on. STS may be out of reach, so the start is only
   * delayed for a moment.
   */
  private static void waitFor(Thread askingForOwnAccount) {
    try {
      var unused = askingForOwnAccount.join(OWN_ACCOUNT_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The version in the jar, which is that of the CustomResourceDefinitions, too. */
  private static String version() {
    return Objects.requireNonNullElse(
        OperatorMain.class.getPackage().getImplementationVersion(), "unknown");
  }

  /** Returns an operator without reconcilers. */
  static Operator operator(
      KubernetesClient client,
      Optional<LeaderLease> lease,
      Runnable onceLeading,
      Shutdown shutdown) {
    return new Operator(
        overrider -> {
          overrider
              .withKubernetesClient(client)
              .withExecutorService(reconcileExecutor())
              .withReconciliationTerminationTimeout(Shutdown.GRACE)
              .withCloseClientOnStop(false)
              .withUseSSAToPatchPrimaryResource(false)
              .withResourceCloner(new NoCopyCloner())
              .withStopOnInformerErrorDuringStartup(false)
              // The SDK's default handler exits at once, as if the process had been told to stop.
              .withInformerStoppedHandler(OperatorMain::logEnd);
          lease.ifPresent(
              held ->
                  overrider.withLeaderElectionConfiguration(
                      held.election(onceLeading, shutdown::afterLostLease)));
        });
  }

  /** Only logs: the probe {@code /healthz} fails from then on. */
  private static void logEnd(SharedIndexInformer<?> informer, @Nullable Throwable unlessStopped) {
    if (unlessStopped != null) {
      LOG.error(
          "the watch {} ended for good: /healthz fails, which restarts the container",
          informer,
          unlessStopped);
    }
  }

  private static Optional<LeaderLease> lease(Settings settings, KubernetesClient client) {
    return settings.leaderElection()
        ? Optional.of(
            LeaderLease.in(
                leaseNamespace(settings, client),
                settings.leaseName(),
                // Kubernetes sets it to the name of the pod.
                Optional.ofNullable(System.getenv("HOSTNAME")).filter(name -> !name.isEmpty()),
                client))
        : Optional.empty();
  }

  private static String leaseNamespace(Settings settings, KubernetesClient client) {
    var own = client.getConfiguration().isDefaultNamespace() ? null : client.getNamespace();
    return settings.leaseNamespace().orElse(own == null ? DEFAULT_NAMESPACE : own);
  }

  /**
   * Does not limit concurrency: the reconcilers limit how many reconciliations run at once, and a
   * waiting one costs next to nothing.
   */
  private static ExecutorService reconcileExecutor() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("reconcile-", 0).factory());
  }

  /** An operator that watches only a part of the resources serves only its own account. */
  private static Optional<Tenants> tenants(Settings settings, ClusterReadiness cluster) {
    var seesAll = settings.watchNamespaces().isEmpty() && settings.labelSelector().isEmpty();
    return seesAll && cluster.offersAccounts() ? Optional.of(new Tenants()) : Optional.empty();
  }

  private static ReconcilerDependencies dependencies(
      Settings settings,
      BedrockClients clients,
      DefaultRegion ownRegion,
      Tenancy tenancy,
      String clusterId,
      InstalledSchema schema,
      MeterRegistry meters) {
    return ReconcilerDependencies.of(
        new BedrockProfileStores(clients),
        tenancy,
        new SpecParser(clusterId, ownRegion, settings.regions()),
        new RequeueDelays(settings.resync(), new Random()),
        schema,
        InstantSource.system(),
        System::nanoTime,
        Sleeper::onThread,
        meters,
        settings.profileQuota());
  }

  private static void register(Operator operator, BedrockAccountReconciler reconciler) {
    operator.register(
        reconciler,
        configuration ->
            configuration
                .withOnUpdateFilter(new AccountUpdateFilter())
                .withReconciliationMaxInterval(null)
                .withRateLimiter(new LinearRateLimiter(RATE_LIMIT_PERIOD, ACCOUNT_RATE_LIMIT))
                .withRetry(retry()));
  }

  private static InferenceProfileDeploymentReconciler deployments(
      Settings settings, EventRecorder events) {
    return new InferenceProfileDeploymentReconciler(
        new DeploymentReconciler(
            new DeploymentParser(settings.labelSelector().map(SelectorKeys::of).orElseGet(Set::of)),
            new RequeueDelays(settings.resync(), new Random()),
            InstantSource.system()),
        events,
        settings.publish());
  }

  private static void register(
      Operator operator, Settings settings, InferenceProfileDeploymentReconciler reconciler) {
    operator.register(reconciler, configuration -> watch(configuration, settings));
  }

  private static GenericRetry retry() {
    return new GenericRetry()
        .setInitialInterval(1_000)
        .setIntervalMultiplier(2)
        .setMaxInterval(300_000)
        .setMaxAttempts(-1);
  }

  private static void register(
      Operator operator, Settings settings, InferenceProfileReconciler reconciler) {
    operator.register(
        reconciler,
        configuration -> watch(configuration.withOnUpdateFilter(new UpdateFilter()), settings));
  }

  private static void watch(ControllerConfigurationOverrider<?> configuration, Settings settings) {
    configuration
        .withReconciliationMaxInterval(null)
        // Bounds what a user, or a tool, causes by changing the published objects continuously.
        .withRateLimiter(new LinearRateLimiter(RATE_LIMIT_PERIOD, RATE_LIMIT))
        .withRetry(retry());
    settings.labelSelector().ifPresent(configuration::withLabelSelector);
    if (!settings.watchNamespaces().isEmpty()) {
      configuration.settingNamespaces(settings.watchNamespaces());
    }
  }
}
