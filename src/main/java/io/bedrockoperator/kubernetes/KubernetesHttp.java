package io.bedrockoperator.kubernetes;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;

/**
 * The JDK's HTTP client with virtual threads. By default, the client hands each step to a platform
 * thread of a pool, and waking those took 4 to 8 % of the CPU time of a burst of creations.
 */
public final class KubernetesHttp extends JdkHttpClientFactory {

  @Override
  protected HttpClient.Builder createNewHttpClientBuilder() {
    return HttpClient.newBuilder().executor(Thread::startVirtualThread);
  }
}
