package io.bedrockoperator.deployment;

/** What may happen around each write to the cluster. */
interface Weather {

  /** After a read, on which something is decided. */
  void meanwhile();

  /** Throws where the write does not take place. */
  void before();

  /** Throws where its writer does not learn that it did. */
  void after();
}
