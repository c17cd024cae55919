package io.bedrockoperator.dev.emulator;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operations and their HTTP bindings (botocore service models: bedrock, apiVersion 2023-04-20,
 * bedrock-runtime, apiVersion 2023-09-30, resourcegroupstaggingapi, apiVersion 2017-01-26, and sts,
 * apiVersion 2011-06-15).
 */
public enum Operation {
  CREATE_INFERENCE_PROFILE("POST", "/inference-profiles", 201),
  GET_INFERENCE_PROFILE("GET", "/inference-profiles/", 200),
  LIST_INFERENCE_PROFILES("GET", "/inference-profiles", 200),
  DELETE_INFERENCE_PROFILE("DELETE", "/inference-profiles/", 200),
  TAG_RESOURCE("POST", "/tagResource", 200),
  UNTAG_RESOURCE("POST", "/untagResource", 200),
  LIST_TAGS_FOR_RESOURCE("POST", "/listTagsForResource", 200),
  LIST_FOUNDATION_MODELS("GET", "/foundation-models", 200),
  CONVERSE("POST", "/model/", "/converse", 200),
  INVOKE_MODEL("POST", "/model/", "/invoke", 200),
  GET_RESOURCES(Service.TAGGING, "ResourceGroupsTaggingAPI_20170126.GetResources"),
  ASSUME_ROLE(Service.STS, "AssumeRole"),
  GET_CALLER_IDENTITY(Service.STS, "GetCallerIdentity");

  private final Service service;
  private final String method;
  private final String path;
  private final String pathEnd;
  private final int success;
  private final @Nullable String name;

  Operation(String method, String path, int success) {
    this(method, path, "", success);
  }

  /** With an identifier between the two parts of the path. */
  Operation(String method, String path, String pathEnd, int success) {
    this.service = Service.BEDROCK;
    this.method = method;
    this.path = path;
    this.pathEnd = pathEnd;
    this.success = success;
    this.name = null;
  }

  /** AWS JSON and the query protocol have one binding for all operations; a name tells which. */
  Operation(Service service, String name) {
    this.service = service;
    this.method = "POST";
    this.path = "/";
    this.pathEnd = "";
    this.success = 200;
    this.name = name;
  }

  Service service() {
    return service;
  }

  /** {@code TagResource}, as AWS calls it. */
  public String action() {
    return Stream.of(name().split("_", -1))
        .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  int success() {
    return success;
  }

  private boolean takesIdentifier() {
    return name == null && path.endsWith("/");
  }

  /** What the path leaves open, still percent-encoded: the identifier, or nothing. */
  String identifierIn(String rawPath) {
    return rawPath.substring(path.length(), rawPath.length() - pathEnd.length());
  }

  /**
   * Of a request.
   *
   * @param name of the operation, where it is not told by the path
   */
  static Optional<Operation> of(
      Service service, String method, String rawPath, @Nullable String name) {
    for (var operation : values()) {
      if (operation.service == service
          && Objects.equals(operation.name, name)
          && operation.method.equals(method)
          && operation.matches(rawPath)) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }

  private boolean matches(String rawPath) {
    if (!takesIdentifier()) {
      return rawPath.equals(path);
    }
    return rawPath.length() >= path.length() + pathEnd.length()
        && rawPath.startsWith(path)
        && rawPath.endsWith(pathEnd)
        && identifierIn(rawPath).indexOf('/') < 0;
  }
}
