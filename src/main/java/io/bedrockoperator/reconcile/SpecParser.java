package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.Tag;
import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.DeletionPolicy;
import io.bedrockoperator.profile.DeletionRequest;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ManagementPolicy;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.RecreatePolicy;
import io.bedrockoperator.publish.PublicationParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parses specs. The CRD rejects most of what is rejected here; the rest are resources that were
 * written while another CRD, or none of its rules, was in force. Lengths and patterns are left to
 * Bedrock, which has the last word on them.
 *
 * @param clusterId the identity of this cluster in the owner tags
 * @param ownRegion the Region of profiles whose source names none; evaluated only then, and empty
 *     if the operator has none
 * @param regions the Regions where profiles may be; a deletion is allowed in any Region, since more
 *     may have been allowed before
 */
public record SpecParser(
    String clusterId, Supplier<Optional<String>> ownRegion, Set<String> regions) {

  static final String NO_REGION =
      "spec.modelSource.copyFrom names no Region and the operator has none: set AWS_REGION of the"
          + " operator, or create a resource that names one";

  private static final Map<String, DeletionPolicy> DELETION_POLICIES =
      Map.of(InferenceProfileSpec.DELETE, DeletionPolicy.DELETE, "Retain", DeletionPolicy.RETAIN);
  private static final Map<String, RecreatePolicy> RECREATE_POLICIES =
      Map.of("Recreate", RecreatePolicy.RECREATE, "Never", RecreatePolicy.NEVER);
  private static final Map<String, ManagementPolicy> MANAGEMENT_POLICIES =
      Map.of("Full", ManagementPolicy.FULL, "Observe", ManagementPolicy.OBSERVE);

  public SpecParser {
    regions = Set.copyOf(regions);
  }

  ParseResult<ParsedSpec> read(InferenceProfile resource) {
    var problems = new ArrayList<String>();
    var spec = resource.getSpec();
    if (spec == null) {
      return new ParseResult.NotUnderstood<>("spec is missing: describe the profile in it");
    }
    spec.unreadable()
        .keySet()
        .forEach(
            field ->
                problems.add(
                    "spec.%s is not what this version of the operator knows:".formatted(field)
                        + " correct it, or upgrade the operator"));
    var profile = profile(resource, spec, problems);
    policy("deletionPolicy", spec.deletionPolicy(), DELETION_POLICIES, problems);
    var recreate = policy("recreatePolicy", spec.recreatePolicy(), RECREATE_POLICIES, problems);
    var management =
        policy("managementPolicy", spec.managementPolicy(), MANAGEMENT_POLICIES, problems);
    var adoption = adoption(spec.adopt(), problems);
    var publication = PublicationParser.read(spec.publish(), problems);
    return problems.isEmpty()
        ? new ParseResult.Understood<>(
            new ParsedSpec(
                new DesiredState(
                    profile,
                    recreate.orElse(RecreatePolicy.RECREATE),
                    management.orElse(ManagementPolicy.FULL),
                    Boolean.TRUE.equals(spec.suspend()),
                    adoption),
                publication))
        : new ParseResult.NotUnderstood<>(String.join("; ", problems));
  }

  /**
   * Parses no more than a deletion needs, so that only a field that decides on the deletion can
   * prevent it.
   */
  ParseResult<DeletionRequest> readForDeletion(InferenceProfile resource) {
    var problems = new ArrayList<String>();
    var spec = Optional.ofNullable(resource.getSpec());
    for (var field : List.of("deletionPolicy", "managementPolicy", "suspend")) {
      if (spec.filter(found -> found.unreadable().containsKey(field)).isPresent()) {
        problems.add("spec.%s cannot be read: correct it".formatted(field));
      }
    }
    var deletion =
        policy(
            "deletionPolicy",
            spec.map(InferenceProfileSpec::deletionPolicy).orElse(null),
            DELETION_POLICIES,
            problems);
    var management =
        policy(
            "managementPolicy",
            spec.map(InferenceProfileSpec::managementPolicy).orElse(null),
            MANAGEMENT_POLICIES,
            problems);
    if (!problems.isEmpty()) {
      return new ParseResult.NotUnderstood<>(String.join("; ", problems));
    }
    return new ParseResult.Understood<>(
        new DeletionRequest(
            owner(resource),
            spec.flatMap(this::region).orElse(""),
            spec.filter(SpecParser::namesASource).map(InferenceProfileSpec::inferenceProfileName),
            deletion,
            management.orElse(ManagementPolicy.FULL),
            spec.map(InferenceProfileSpec::suspend).orElse(false),
            spec.filter(SpecParser::adopts).isPresent()));
  }

  /** Without a source, no profile can ever have been created. */
  private static boolean namesASource(InferenceProfileSpec spec) {
    return copyFrom(spec).flatMap(Arn::parse).isPresent();
  }

  /**
   * An adoption counts also in the syntax of another version: a profile that was adopted by that
   * version must not be deleted by this one.
   */
  private static boolean adopts(InferenceProfileSpec spec) {
    return spec.adopt() != null || spec.unreadable().containsKey("adopt");
  }

  private DesiredProfile profile(
      InferenceProfile resource, InferenceProfileSpec spec, List<String> problems) {
    var name = text("inferenceProfileName", spec.inferenceProfileName(), problems);
    var copyFrom = text("modelSource.copyFrom", copyFrom(spec).orElse(null), problems);
    var region = region(spec);
    if (!copyFrom.isEmpty() && Arn.parse(copyFrom).isEmpty()) {
      problems.add(
          "spec.modelSource.copyFrom is not a Bedrock ARN: copy the ARN of a foundation model or"
              + " inference profile");
    } else if (!copyFrom.isEmpty() && region.isEmpty()) {
      problems.add(NO_REGION);
    } else {
      region.ifPresent(named -> checkRegion("modelSource.copyFrom", named, problems));
    }
    return new DesiredProfile(
        region.orElse(""),
        name,
        Optional.ofNullable(spec.description()),
        copyFrom,
        tags(spec, problems),
        owner(resource));
  }

  private void checkRegion(String field, String region, List<String> problems) {
    if (!regions.contains(region)) {
      problems.add(
          ("spec.%s leads to the Region '%s', which the operator may not use: create a resource"
                  + " with another, or have it added to BEDROCK_OPERATOR_REGIONS")
              .formatted(field, region));
    }
  }

  private Owner owner(InferenceProfile resource) {
    var metadata = resource.getMetadata();
    return new Owner(clusterId, metadata.getNamespace(), metadata.getName(), metadata.getUid());
  }

  private static Optional<String> copyFrom(InferenceProfileSpec spec) {
    return Optional.ofNullable(spec.modelSource()).map(ModelSource::copyFrom);
  }

  private Optional<String> region(InferenceProfileSpec spec) {
    return copyFrom(spec)
        .flatMap(Arn::parse)
        .map(Arn::region)
        .filter(region -> !region.isEmpty())
        .or(ownRegion);
  }

  private static String text(String field, @Nullable String value, List<String> problems) {
    if (value == null || value.isEmpty()) {
      problems.add("spec.%s is missing: add it".formatted(field));
    }
    return Objects.requireNonNullElse(value, "");
  }

  private static <P> Optional<P> policy(
      String field, @Nullable String word, Map<String, P> known, List<String> problems) {
    if (word != null && !known.containsKey(word)) {
      problems.add(
          "spec.%s is '%s': use one of %s, or upgrade the operator"
              .formatted(field, word, new TreeSet<>(known.keySet())));
    }
    return Optional.ofNullable(word).map(known::get);
  }

  private static Map<String, String> tags(InferenceProfileSpec spec, List<String> problems) {
    var tags = new HashMap<String, String>();
    for (var tag : Objects.requireNonNullElse(spec.tags(), List.<Tag>of())) {
      if (tag.key() == null || tag.value() == null) {
        problems.add("spec.tags holds a tag without key or value: complete it, or remove it");
      } else if (Owner.isReservedTag(tag.key())) {
        problems.add("spec.tags holds the reserved key '%s': remove it".formatted(tag.key()));
      } else if (tags.put(tag.key(), tag.value()) != null) {
        problems.add("spec.tags holds the key '%s' twice: keep one".formatted(tag.key()));
      }
    }
    return tags;
  }

  private Optional<Adoption> adoption(@Nullable Adopt adopt, List<String> problems) {
    if (adopt == null) {
      return Optional.empty();
    }
    var takeOver = Boolean.TRUE.equals(adopt.takeOver());
    var byName = Boolean.TRUE.equals(adopt.matchingName());
    var arn = adopt.inferenceProfileArn();
    if (byName == (arn != null)) {
      problems.add(
          "spec.adopt must name the profile in exactly one way: set either"
              + " inferenceProfileArn or matchingName: true");
      return Optional.empty();
    }
    var profile = Optional.ofNullable(arn).flatMap(Arn::parse).filter(Arn::isApplicationProfile);
    if (arn != null && profile.isEmpty()) {
      problems.add(
          "spec.adopt.inferenceProfileArn is not the ARN of an application inference profile:"
              + " correct it");
      return Optional.empty();
    }
    profile.ifPresent(named -> checkRegion("adopt.inferenceProfileArn", named.region(), problems));
    return Optional.of(
        arn == null ? new Adoption.OfMatchingName(takeOver) : new Adoption.OfArn(arn, takeOver));
  }
}
