package io.bedrockoperator.dev.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What users do, by several clients at once and in the order given. Requests are raw JSON: reading
 * the answers would cost CPU that the API server and the operator need.
 */
record Load(KubernetesClient admin, InstantSource clock) {

  /** Enough to keep the API server busy: it answers one in a few milliseconds. */
  private static final int CLIENTS = 16;

  /** The client turns any request without a body into a GET. */
  private static final String DELETE_OPTIONS =
      """
      {"apiVersion": "v1", "kind": "DeleteOptions"}
      """;

  /**
   * When what was asked for.
   *
   * @param begun the moment before the request, by the key of the resource
   * @param ended when the last request was answered
   */
  record Done(Map<String, Instant> begun, Instant first, Instant ended) {

    Instant begun(Order order) {
      return Optional.ofNullable(begun.get(order.key())).orElseThrow();
    }
  }

  Done apply(List<Order> orders) {
    return each(orders, order -> admin.raw(order.collection(), "POST", order.json()));
  }

  Done delete(List<Order> orders) {
    return each(orders, order -> admin.raw(order.path(), "DELETE", DELETE_OPTIONS));
  }

  private Done each(List<Order> orders, Consumer<Order> request) {
    var begun = new ConcurrentHashMap<String, Instant>();
    var first = clock.instant();
    var requests =
        orders.stream()
            .<Callable<Boolean>>map(
                order ->
                    () -> {
                      begun.put(order.key(), clock.instant());
                      request.accept(order);
                      return true;
                    })
            .toList();
    Together.run(CLIENTS, requests);
    return new Done(begun, first, clock.instant());
  }
}
