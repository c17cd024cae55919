package io.bedrockoperator.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The warnings of one class, which go nowhere else until this is closed. */
public final class CapturedLog implements AutoCloseable {

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger logger;

  public CapturedLog(Class<?> of) {
    logger = (Logger) LoggerFactory.getLogger(of);
    logged.start();
    logger.addAppender(logged);
    logger.setLevel(Level.WARN);
    logger.setAdditive(false);
  }

  public List<String> messages() {
    return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** The values of the key {@code error}. */
  public List<String> errors() {
    return values("error");
  }

  public List<String> values(String key) {
    return logged.list.stream()
        .flatMap(line -> line.getKeyValuePairs().stream())
        .filter(pair -> pair.key.equals(key))
        .map(pair -> String.valueOf(pair.value))
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(logged);
    logger.setLevel(null);
    logger.setAdditive(true);
  }
}
