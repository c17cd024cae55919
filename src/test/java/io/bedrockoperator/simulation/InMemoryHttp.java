package io.bedrockoperator.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpHeaders;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The HTTP of the Kubernetes client without a network and without threads: the server answers while
 * the request is being sent. An error, such as the end of the process, goes through to the caller.
 */
record InMemoryHttp(Server server) implements HttpClient {

  /** Answers in JSON, or with an {@link ApiRefusal}. */
  @FunctionalInterface
  interface Server {
    String answer(StandardHttpRequest request);
  }

  private static final class Response<T> extends StandardHttpHeaders implements HttpResponse<T> {

    private final HttpRequest request;
    private final int code;
    private final T body;

    Response(HttpRequest request, int code, T body) {
      this.request = request;
      this.code = code;
      this.body = body;
    }

    @Override
    public int code() {
      return code;
    }

    @Override
    public T body() {
      return body;
    }

    @Override
    public HttpRequest request() {
      return request;
    }

    @Override
    public Optional<HttpResponse<?>> previousResponse() {
      return Optional.empty();
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, Class<T> type) {
    try {
      var body = server.answer((StandardHttpRequest) request);
      return response(request, HttpURLConnection.HTTP_OK, body, type);
    } catch (ApiRefusal refusal) {
      return refusal.isNoAnswer()
          ? CompletableFuture.failedFuture(new IOException(refusal.getMessage()))
          : response(request, refusal.code(), "", type);
    }
  }

  private static <T> CompletableFuture<HttpResponse<T>> response(
      HttpRequest request, int code, String body, Class<T> type) {
    return CompletableFuture.completedFuture(
        new Response<>(
            request, code, type.cast(type == String.class ? body : body.getBytes(UTF_8))));
  }

  @Override
  public HttpRequest.Builder newHttpRequestBuilder() {
    return new StandardHttpRequest.Builder();
  }

  @Override
  public CompletableFuture<HttpResponse<AsyncBody>> consumeBytes(
      HttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    throw notSimulated();
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    throw notSimulated();
  }

  @Override
  public DerivedClientBuilder newBuilder() {
    throw notSimulated();
  }

  private static Violation notSimulated() {
    return new Violation("the simulation has no watches and no other HTTP clients");
  }

  @Override
  public boolean isClosed() {
    return false;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
