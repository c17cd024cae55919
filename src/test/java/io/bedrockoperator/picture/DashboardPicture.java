package io.bedrockoperator.picture;

import io.bedrockoperator.deploy.Dashboard;
import io.bedrockoperator.dev.apiserver.QueryEngine;
import io.bedrockoperator.endtoend.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Plays the story, and draws the operator's dashboard of it into the documentation. */
public final class DashboardPicture {

  static final Path FILE = Path.of("docs", "dashboard.svg");

  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private DashboardPicture() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    var engine = QueryEngine.ofThisMachine();
    try (var story = Story.begin()) {
      var recording = played(story);
      var dashboard = Dashboard.ofTheOperator().json();
      var picture =
          new Picture(dashboard.path("title").asText(), Panel.of(dashboard), story.acts());
      Files.writeString(FILE, picture.svg(new Prometheus(engine, recording)));
      System.out.println(FILE);
    }
    System.exit(0);
  }

  private static Recording played(Story story) throws InterruptedException, ExecutionException {
    var recording = new Recording(INTERVAL);
    var begin = System.nanoTime();
    try (var actor = Executors.newSingleThreadScheduledExecutor()) {
      var acts = story.acts().stream().map(act -> scheduled(act, actor)).toList();
      for (var time = Duration.ZERO;
          time.compareTo(Story.LENGTH) <= 0;
          time = time.plus(INTERVAL)) {
        Thread.sleep(Duration.ofNanos(Math.max(0, begin + time.toNanos() - System.nanoTime())));
        recording.add(story.metrics());
      }
      for (var act : acts) {
        act.get();
      }
    }
    return recording;
  }

  /** Its failure is that of its future. */
  private static Future<?> scheduled(Story.Act act, ScheduledExecutorService actor) {
    return actor.schedule(
        () -> {
          System.out.printf("%s  %s%n", Timeline.label(act.at()), act.what());
          act.performance().run();
        },
        act.at().toMillis(),
        TimeUnit.MILLISECONDS);
  }
}
