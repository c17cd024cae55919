package io.bedrockoperator.dev.sandbox;

/** Where the sandbox shows what happens. */
interface Screen {

  void say(String line);

  /** The table while it changes. */
  void show(Table table);

  /** The table as it remains. */
  void leave(Table table);
}
