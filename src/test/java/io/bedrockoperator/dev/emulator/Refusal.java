package io.bedrockoperator.dev.emulator;

import org.jspecify.annotations.Nullable;

/**
 * What Bedrock answers instead of a result. Codes and HTTP statuses are those of the botocore
 * service model, where conflicts and exceeded quotas are 400 (not 409 or 402); the message texts
 * are the emulator's own unless a comment names where they were seen.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int status;
  private final String text;
  private final @Nullable String resourceName;

  /** A refusal of any code, also one that Bedrock does not declare. */
  public Refusal(String code, int status, String text) {
    this(code, status, text, null);
  }

  private Refusal(String code, int status, String text, @Nullable String resourceName) {
    // Without a stack: a refusal is an answer, and simulations make very many of them.
    super(code + ": " + text, null, false, false);
    this.code = code;
    this.status = status;
    this.text = text;
    this.resourceName = resourceName;
  }

  public static Refusal validation(String text) {
    return new Refusal("ValidationException", 400, text);
  }

  public static Refusal notFound(String text) {
    return new Refusal("ResourceNotFoundException", 404, text);
  }

  public static Refusal conflict(String text) {
    return new Refusal("ConflictException", 400, text);
  }

  public static Refusal quotaExceeded(String text) {
    return new Refusal("ServiceQuotaExceededException", 400, text);
  }

  /** The resource is unknown while it is being created; then the reply has no resourceName. */
  public static Refusal tooManyTags(String text, @Nullable String resourceName) {
    return new Refusal("TooManyTagsException", 400, text, resourceName);
  }

  public static Refusal invalidParameter(String text) {
    return new Refusal("InvalidParameterException", 400, text);
  }

  public static Refusal throttled() {
    return new Refusal("ThrottlingException", 429, "Too many requests, please wait.");
  }

  /** STS's word for what the others call throttling. */
  public static Refusal rateExceeded() {
    return new Refusal("Throttling", 400, "Rate exceeded");
  }

  /** STS's word for a ValidationException. */
  public static Refusal validationError(String text) {
    return new Refusal("ValidationError", 400, text);
  }

  public static Refusal denied(String text) {
    return new Refusal("AccessDeniedException", 403, text);
  }

  /** Not 403: seen live with 400 (aws/copilot-cli issue 444). */
  public static Refusal deniedToGetResources() {
    return new Refusal(
        "AccessDeniedException", 400, "User is not authorized to perform: tag:GetResources");
  }

  public static Refusal internal(String text) {
    return new Refusal("InternalServerException", 500, text);
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }

  public String text() {
    return text;
  }

  public @Nullable String resourceName() {
    return resourceName;
  }
}
