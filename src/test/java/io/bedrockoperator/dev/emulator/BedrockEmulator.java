package io.bedrockoperator.dev.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Each {@link EmulatedAccount} and their {@link EmulatedSts} behind HTTP on the loopback interface.
 * One endpoint serves all accounts and Regions: the signature's credential scope says which Region
 * is meant, and its key which account. Keys that STS did not hand out are the default account's.
 * Signatures are not verified.
 */
public final class BedrockEmulator implements AutoCloseable {
  private static final long REQUEST_ID_SEED = 20230420L;
  private static final long STS_SEED = 20110615L;

  private final EmulatedAccount account;
  private final EmulatedSts sts;
  private final Map<String, EmulatedAccount> accounts = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Faults faults = new Faults();
  private final CallLog log = new CallLog();
  private final Ids requestIds = new Ids(REQUEST_ID_SEED);

  private BedrockEmulator(EmulatedAccount account, HttpServer server) {
    this.account = account;
    this.sts = new EmulatedSts(account.id(), account.clock(), STS_SEED);
    accounts.put(account.id(), account);
    this.server = server;
  }

  /** On a free port. */
  public static BedrockEmulator start(EmulatedAccount account) {
    return start(account, 0);
  }

  public static BedrockEmulator start(EmulatedAccount account, int port) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var emulator = new BedrockEmulator(account, HttpServer.create(address, 0));
      emulator.server.createContext("/", emulator::serve);
      emulator.server.setExecutor(emulator.threads);
      emulator.server.start();
      return emulator;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The default account. */
  public EmulatedAccount account() {
    return account;
  }

  /** Each account is there, as each Region is, with the default account's clock and catalogue. */
  public EmulatedAccount account(String id) {
    return accounts.computeIfAbsent(id, account::sibling);
  }

  public EmulatedSts sts() {
    return sts;
  }

  public Faults faults() {
    return faults;
  }

  public List<Call> calls() {
    return log.calls();
  }

  public List<Call> calls(Operation operation) {
    return log.calls(operation);
  }

  /** Those signed with credentials of this account, in this Region. */
  public List<Call> calls(String accountId, String region) {
    return log.calls(accountId, region);
  }

  /** How many calls arrived since the beginning, also those cleared. */
  public long arrivals() {
    return log.arrivals();
  }

  public void clearCalls() {
    log.clear();
  }

  /** Calls that still wait end without an answer and without an effect they did not have yet. */
  @Override
  public void close() {
    faults.close();
    server.stop(0);
    threads.shutdownNow();
    threads.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    var requestId = requestIds.request();
    var service = Service.of(exchange);
    WireRequest request;
    try {
      request = WireRequest.read(service, exchange);
    } catch (Refusal refusal) {
      send(exchange, requestId, service, new Reply.Refused(refusal));
      return;
    }
    var asked = Dispatch.asked(caller(request).account(), request);
    var number = log.begin(account.clock().instant(), requestId, asked);
    var reply = answer(request, requestId, faults.next(asked));
    // Before sending: who has the answer shall find it in the log.
    log.end(number, reply.summary());
    send(exchange, requestId, service, reply);
  }

  private Reply answer(WireRequest request, String requestId, Optional<Faults.Strike> strike) {
    if (!waited(account(caller(request).account()).settings().latency())) {
      return new Reply.Dropped();
    }
    return strike(strike, Moment.BEFORE)
        .orElseGet(
            () -> {
              var reply = act(request, requestId);
              return strike(strike, Moment.AFTER).orElse(reply);
            });
  }

  /** The caller is judged here, after what took time: its session may have ended meanwhile. */
  private Reply act(WireRequest request, String requestId) {
    var caller = caller(request);
    var dispatch = new Dispatch(account(caller.account()), new StsDispatch(sts, caller, requestId));
    return dispatch.act(request);
  }

  private Caller caller(WireRequest request) {
    return sts.caller(request.accessKeyId(), request.sessionToken());
  }

  /** What the fault answers; nothing if it is not its moment or if it only took time. */
  private Optional<Reply> strike(Optional<Faults.Strike> strike, Moment moment) {
    return strike.filter(found -> found.moment() == moment).flatMap(found -> suffer(found.fault()));
  }

  private Optional<Reply> suffer(Fault fault) {
    return switch (fault) {
      case Fault.Refuse refuse -> Optional.of(new Reply.Refused(refuse.refusal()));
      case Fault.Answer answer -> Optional.of(Reply.raw(answer));
      case Fault.Drop drop -> Optional.of(new Reply.Dropped());
      case Fault.Hang hang -> droppedUnless(faults.hang());
      case Fault.Slow slow -> droppedUnless(waited(slow.delay()));
    };
  }

  private static Optional<Reply> droppedUnless(boolean goesOn) {
    return goesOn ? Optional.empty() : Optional.of(new Reply.Dropped());
  }

  /** False when the emulator was closed meanwhile. */
  private static boolean waited(Duration delay) {
    try {
      Thread.sleep(delay);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void send(HttpExchange exchange, String requestId, Service service, Reply reply)
      throws IOException {
    try (exchange) {
      switch (reply) {
        case Reply.Sent sent -> write(exchange, requestId, service, sent);
        case Reply.Refused refused ->
            write(exchange, requestId, service, refused.from(service, requestId));
        case Reply.Dropped dropped -> {}
      }
    }
  }

  private static void write(
      HttpExchange exchange, String requestId, Service service, Reply.Sent sent)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("x-amzn-RequestId", requestId);
    headers.set("Content-Type", service.contentType());
    if (sent.errorType() != null) {
      headers.set("x-amzn-ErrorType", sent.errorType());
    }
    var body = sent.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(sent.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
