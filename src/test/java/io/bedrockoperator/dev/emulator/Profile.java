package io.bedrockoperator.dev.emulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Get and List tell of a profile. Bedrock tells neither tags, nor the source, nor the token
 * (botocore service model, InferenceProfileSummary).
 */
public record Profile(
    String name,
    @Nullable String description,
    Instant createdAt,
    Instant updatedAt,
    String arn,
    List<String> models,
    String id,
    String status,
    ProfileType type) {}
