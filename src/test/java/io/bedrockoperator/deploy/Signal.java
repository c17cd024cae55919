package io.bedrockoperator.deploy;

import java.util.StringJoiner;

/** A series that is right, then wrong, then right again. */
sealed interface Signal {

  /** In Prometheus' test language, a sample a minute. */
  String series(int right, int wrong, int rightAgain);

  /**
   * Values as such.
   *
   * @param name with its labels
   */
  record Gauge(String name, String right, String wrong) implements Signal {

    @Override
    public String series(int minutes, int ofWrong, int again) {
      var values = new StringJoiner(" ").add(name);
      for (var minute = 0; minute < minutes + ofWrong + again; minute++) {
        values.add(minute < minutes || minute >= minutes + ofWrong ? right : wrong);
      }
      return values.toString();
    }
  }

  /**
   * Values that add up.
   *
   * @param name with its labels
   */
  record Counter(String name, int right, int wrong) implements Signal {

    @Override
    public String series(int minutes, int ofWrong, int again) {
      var values = new StringJoiner(" ").add(name);
      var sum = 0;
      for (var minute = 0; minute < minutes + ofWrong + again; minute++) {
        sum += minute < minutes || minute >= minutes + ofWrong ? right : wrong;
        values.add(Integer.toString(sum));
      }
      return values.toString();
    }
  }
}
