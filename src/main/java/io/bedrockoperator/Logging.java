package io.bedrockoperator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/** Log lines on standard output, plain for people or JSON for machines; the same keys in both. */
final class Logging {

  private static final String PLAIN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %msg %kvp%n%ex";

  private Logging() {}

  static void configure(LogFormat format) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setEncoder(encoder(format, context));
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    context.getLogger("io.bedrockoperator").setLevel(Level.INFO);
    // Warns of every v1alpha1 type, at every start.
    context.getLogger(VersionUsageUtils.class).setLevel(Level.ERROR);
  }

  private static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
    return switch (format) {
      case PLAIN -> {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PLAIN);
        encoder.start();
        yield encoder;
      }
      case JSON -> {
        var encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.start();
        yield encoder;
      }
    };
  }
}
