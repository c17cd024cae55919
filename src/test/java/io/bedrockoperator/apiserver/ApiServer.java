package io.bedrockoperator.apiserver;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import java.util.Objects;
import java.util.concurrent.FutureTask;

/** To be replaced: the API server from KUBEBUILDER_ASSETS, a directory of kube-api-test. */
public final class ApiServer {

  private static final FutureTask<ApiServer> SHARED = new FutureTask<>(ApiServer::start);

  private final KubeAPIServer server;

  private ApiServer(KubeAPIServer server) {
    this.server = server;
  }

  public static ApiServer shared() throws Exception {
    SHARED.run();
    return SHARED.get();
  }

  private static ApiServer start() {
    var server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(Objects.requireNonNull(System.getenv("KUBEBUILDER_ASSETS")))
                .withApiServerVersion("1.35.4")
                .withOfflineMode(true)
                .build());
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    server.start();
    return new ApiServer(server);
  }

  public Config adminConfig() {
    return Config.fromKubeconfig(server.getKubeConfigYaml());
  }
}
