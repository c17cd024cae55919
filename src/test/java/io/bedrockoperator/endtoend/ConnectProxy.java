package io.bedrockoperator.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** An HTTP proxy that leads whoever asks for a tunnel to one port of this machine. */
final class ConnectProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final int target;
  private final Set<String> asked = new ConcurrentSkipListSet<>();

  private ConnectProxy(ServerSocket listening, int target) {
    this.listening = listening;
    this.target = target;
  }

  static ConnectProxy to(int target) throws IOException {
    var proxy = new ConnectProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  int port() {
    return listening.getLocalPort();
  }

  /** The first lines of all requests so far. */
  Set<String> asked() {
    return Set.copyOf(asked);
  }

  private void accept() {
    try {
      while (true) {
        var client = listening.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private void serve(Socket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      readHead(client.getInputStream());
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      var back = Thread.ofVirtual().start(() -> pump(server, client));
      pump(client, server);
      back.join();
    } catch (IOException | InterruptedException gone) {
      // Whoever asked notices.
    }
  }

  /** The client sends nothing more before it has an answer, so reading ahead loses nothing. */
  private void readHead(InputStream in) throws IOException {
    var head = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
    asked.add(String.valueOf(head.readLine()));
    var line = head.readLine();
    while (line != null && !line.isEmpty()) {
      line = head.readLine();
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
      to.shutdownOutput();
    } catch (IOException gone) {
      // The other direction ends with it.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
