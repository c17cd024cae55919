package io.bedrockoperator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.AccountRef;
import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.OperationError;
import io.bedrockoperator.api.ProfileModel;
import io.bedrockoperator.api.Published;
import io.bedrockoperator.api.StandingRefusal;
import io.bedrockoperator.status.StatusWriter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of a status is news when it changes, whatever fields there will be. */
class NewsTest {

  private static final OperationError ERROR = new OperationError("o", "c", 400, "m", "r", true);

  private static InferenceProfileStatus with(OperationError error) {
    return new InferenceProfileStatus(
        3L,
        "arn:p",
        "p",
        "ACTIVE",
        "APPLICATION",
        List.of(ProfileModel.of("arn:m")),
        "us-east-1",
        "111122223333",
        new AccountRef("team-a"),
        "2026-01-01T00:00:00Z",
        "token",
        List.of("team"),
        List.of("arn:old"),
        3L,
        new StandingRefusal("Name", 3L),
        new Published("chat-bedrock"),
        "noon",
        error,
        List.of(new Condition("Ready", "True", 3L, "t", "Available", "m")));
  }

  record Without<R extends Record>(String field, R changed) {}

  static Stream<Without<InferenceProfileStatus>> statuses() throws ReflectiveOperationException {
    return eachWithoutAField(with(ERROR));
  }

  static Stream<Without<OperationError>> errors() throws ReflectiveOperationException {
    return eachWithoutAField(ERROR);
  }

  private static <R extends Record> Stream<Without<R>> eachWithoutAField(R whole)
      throws ReflectiveOperationException {
    // The class of an object is a Class of its own type, which getClass() does not say.
    @SuppressWarnings("unchecked")
    var type = (Class<R>) whole.getClass();
    var fields = type.getRecordComponents();
    var types = Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var constructor = type.getDeclaredConstructor(types);
    Stream.Builder<Without<R>> all = Stream.builder();
    for (var left = 0; left < fields.length; left++) {
      var values = new Object[fields.length];
      for (var field = 0; field < fields.length; field++) {
        values[field] = field == left ? null : fields[field].getAccessor().invoke(whole);
      }
      all.add(new Without<>(fields[left].getName(), constructor.newInstance(values)));
    }
    return all.build();
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void isAnyFieldOfTheStatus(Without<InferenceProfileStatus> it) {
    assertThat(StatusWriter.sameNews(with(ERROR), it.changed)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void isAnyFieldOfTheErrorButTheRequestId(Without<OperationError> it) {
    var silent = it.field.equals("requestId");

    assertThat(StatusWriter.sameNews(with(ERROR), with(it.changed))).isEqualTo(silent);
  }
}
