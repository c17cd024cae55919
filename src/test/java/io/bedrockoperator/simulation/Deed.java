package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Tag;
import java.util.List;
import java.util.Locale;

/** What happens to a resource while something is wrong; it has to come to its end all the same. */
enum Deed {
  CREATION,
  EDIT,
  /** A stranger deletes the profile. */
  LOSS,
  DELETION;

  /** Each has a resource of its own. */
  String resource() {
    return "of-" + name().toLowerCase(Locale.ROOT);
  }

  /** Before anything goes wrong. */
  void prepare(QuietWorld world) {
    if (this != CREATION) {
      world.apply(resource());
      world.settle();
    }
  }

  void begin(QuietWorld world) {
    switch (this) {
      case CREATION -> world.apply(resource());
      case EDIT -> world.edit(resource(), spec -> Edit.tags(spec, List.of(new Tag("team", "b"))));
      case LOSS -> world.deleteOutside(resource());
      case DELETION -> world.cluster().delete(resource());
    }
  }

  /** Nothing is lost, nothing is left over. */
  void check(QuietWorld world) {
    switch (this) {
      case CREATION, LOSS -> checkReady(world, "a");
      case EDIT -> checkReady(world, "b");
      case DELETION -> world.checkGone(resource());
    }
  }

  private void checkReady(QuietWorld world, String team) {
    assertThat(world.ready(resource())).isEqualTo(Readiness.AVAILABLE);
    assertThat(world.outside().named(resource()))
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.profile().arn()).isEqualTo(world.recordedArn(resource()));
              assertThat(held.tags()).containsEntry("team", team);
            });
  }
}
