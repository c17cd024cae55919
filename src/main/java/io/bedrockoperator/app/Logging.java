package io.bedrockoperator.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils;
import java.util.regex.Pattern;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/** Log lines on standard output, as plain text or as JSON, with the same keys in both. */
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
    // It warns about every v1alpha1 type at every start.
    context.getLogger(VersionUsageUtils.class).setLevel(Level.ERROR);
    // It logs with a stack trace that a watch that the API server has ended cannot be closed.
    context
        .getLogger("io.fabric8.kubernetes.client.jdkhttp.JdkWebSocketImpl")
        .setLevel(Level.ERROR);
  }

  private static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
    return switch (format) {
      case PLAIN -> {
        var layout = new OwnLines();
        layout.setContext(context);
        layout.setPattern(PLAIN);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setLayout(layout);
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

  /**
   * Makes a line that does not begin with a tab always the start of a log record, and removes
   * control characters: no text in a message or a stack trace can pose as a record or control a
   * terminal.
   */
  private static final class OwnLines extends PatternLayout {

    private static final Pattern CONTINUED = Pattern.compile("\\R(?=[^\\t\\r\\n])");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t\\n]]");

    @Override
    public String doLayout(ILoggingEvent event) {
      var continued = CONTINUED.matcher(super.doLayout(event)).replaceAll("\n\t");
      return CONTROL.matcher(continued).replaceAll(" ");
    }
  }
}
