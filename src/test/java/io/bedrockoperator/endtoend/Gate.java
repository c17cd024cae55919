package io.bedrockoperator.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to another port of this machine, which can be shut and opened again. */
final class Gate implements AutoCloseable {

  private final int target;
  private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
  private ServerSocket listening;

  private Gate(int target, ServerSocket listening) {
    this.target = target;
    this.listening = listening;
  }

  static Gate to(int target) {
    try {
      var gate = new Gate(target, listen(0));
      gate.accept();
      return gate;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Whoever is on the way is cut off, whoever comes is refused. */
  void shut() {
    try {
      listening.close();
      for (var socket : passing) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On the same port. */
  void open() {
    try {
      listening = listen(port());
      accept();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    var door = listening;
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  var client = door.accept();
                  Thread.ofVirtual().start(() -> lead(client));
                }
              } catch (IOException shut) {
                // Nobody comes any more.
              }
            });
  }

  private void lead(Socket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      passing.add(client);
      var back = Thread.ofVirtual().start(() -> pump(server, client));
      pump(client, server);
      back.join();
    } catch (IOException | InterruptedException gone) {
      // Both ends notice.
    } finally {
      passing.remove(client);
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      // The other direction ends with it.
    }
  }

  @Override
  public void close() {
    shut();
  }
}
