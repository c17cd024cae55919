package io.bedrockoperator.dev.apiserver;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A real kube-apiserver with its etcd, on the loopback interface, gone with this JVM. */
public final class ApiServer implements AutoCloseable {

  private static final Duration STARTUP = Duration.ofMinutes(2);

  private static final int NOON = 12;

  /** A task runs once and keeps its failure: the second test need not wait for the same answer. */
  private static final FutureTask<ApiServer> SHARED = new FutureTask<>(ApiServer::start);

  private static final FutureTask<ApiServer> COLLECTED = new FutureTask<>(ApiServer::start);

  private final KubeAPIServer server;
  private final RunDirectory run;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable GarbageCollector collector;

  private ApiServer(KubeAPIServer server, RunDirectory run) {
    this.server = server;
    this.run = run;
  }

  /** The one server of this JVM, started by the first who asks. Leave it open. */
  public static ApiServer shared() {
    return startedBy(SHARED);
  }

  /**
   * The other one of this JVM, for those who {@link #collectGarbage collect garbage}: what they let
   * a collector take, the tests on the first one may need. Leave it open, too.
   */
  public static ApiServer sharedByCollectors() {
    return startedBy(COLLECTED);
  }

  private static ApiServer startedBy(FutureTask<ApiServer> task) {
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      var reason = Optional.ofNullable(e.getCause()).orElse(e);
      throw new IllegalStateException(reason.getMessage(), reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the API server was starting", e);
    }
  }

  /** A server of one's own. Getting the binaries may take minutes, once on a machine. */
  public static ApiServer start() {
    try {
      return start(RunDirectory.create(BinarySearch.ofThisMachine().find()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApiServer start(RunDirectory run) throws IOException {
    var started = new ApiServer(server(run), run);
    try {
      // kube-api-test leaves both processes running when the JVM ends.
      Runtime.getRuntime().addShutdownHook(new Thread(started::close, "apiserver-stop"));
      atNoon(started.server::start);
      return started;
    } catch (KubeAPITestException | IllegalStateException e) {
      var lastWords = run.lastWords();
      started.close();
      // The JVM may have been ending already: what it deleted then, the start wrote again.
      run.delete();
      throw new IllegalStateException("the API server did not start: " + e + lastWords, e);
    }
  }

  /**
   * kube-api-test reckons with the time of day: where the time that a start may take ends after
   * midnight, it gives up at once. One start at a time: a time zone that another one restores would
   * end this one.
   */
  private static synchronized void atNoon(Runnable start) {
    var zone = TimeZone.getDefault();
    var hour = LocalTime.now(ZoneOffset.UTC).getHour();
    TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.ofHours(NOON - hour)));
    try {
      start.run();
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  private static KubeAPIServer server(RunDirectory run) {
    return new KubeAPIServer(
        KubeAPIServerConfigBuilder.anAPIServerConfig()
            .withTestDir(run.path().toString())
            .withApiServerVersion(Binaries.KUBERNETES_VERSION)
            .withOfflineMode(true)
            .withWaitForEtcdHealthCheckOnStartup(false)
            .withStartupTimeout(Math.toIntExact(STARTUP.toMillis()))
            .withApiServerFlag("--bind-address", "127.0.0.1")
            // Else it looks for a default route, which a machine without a network does not have,
            // and publishes the address as an endpoint, which may not be loopback.
            .withApiServerFlag("--advertise-address", "127.0.0.1")
            .withApiServerFlag("--endpoint-reconciler-type", "none")
            .build());
  }

  /** Access as a member of {@code system:masters}, who may impersonate anybody. */
  public Config adminConfig() {
    return Config.fromKubeconfig(kubeconfig());
  }

  /** Names files that exist as long as the server runs. */
  public String kubeconfig() {
    return server.getKubeConfigYaml();
  }

  /** The kubectl of the same release, for those who have none. */
  public Path kubectl() {
    return Binaries.layout(run.path()).resolve(Binaries.KUBECTL);
  }

  /**
   * From now on what has lost its owner is deleted, and a deleted namespace ends. Call it after all
   * definitions are installed: for new kinds, the collector looks every thirty seconds only.
   * Getting the program may take minutes, once on a machine.
   */
  public synchronized void collectGarbage() {
    if (collector == null) {
      try {
        collector =
            GarbageCollector.start(
                GarbageCollector.ofThisMachine(), run, server.getKubeConfigYaml());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        stop();
        run.delete();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void stop() {
    var collecting = collector;
    if (collecting != null) {
      collecting.close();
    }
    try {
      server.stop();
    } catch (NullPointerException nothingToClean) {
      // A signal came before etcd had a directory, and kube-api-test deletes it all the same.
    }
  }
}
