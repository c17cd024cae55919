package io.bedrockoperator.dev.emulator;

/** A foundation model as its Region lists it (botocore service model, FoundationModelSummary). */
public record FoundationModel(String arn, String id, boolean onDemand, Lifecycle lifecycle) {

  /** The part of the id before the first dot. */
  String provider() {
    return id.substring(0, id.indexOf('.'));
  }
}
