package io.bedrockoperator.aws.sdk;

import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Answer;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.aws.rate.Priority;
import io.bedrockoperator.aws.rate.RateLimiter;
import io.bedrockoperator.aws.rate.RateLimiter.Errand;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.ModelLifecycle;
import io.bedrockoperator.profile.ObservedProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.BedrockResponse;
import software.amazon.awssdk.services.bedrock.model.GetInferenceProfileResponse;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileSummary;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileType;
import software.amazon.awssdk.services.bedrock.model.ListInferenceProfilesResponse;
import software.amazon.awssdk.services.bedrock.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;

/** The port over the AWS SDK, and the only place that translates "not found". */
public final class BedrockProfileStore implements ProfileStore {

  /** The largest page that ListInferenceProfiles allows. */
  private static final int PAGE = 1000;

  private final BedrockClients clients;
  private final AccountRegion place;
  private final Optional<String> namespace;

  BedrockProfileStore(BedrockClients clients, AccountRegion place, Optional<String> namespace) {
    this.clients = clients;
    this.place = place;
    this.namespace = namespace;
  }

  @Override
  public Optional<ObservedProfile> find(String arn) {
    return read(arn).map(ObservedProfiles::of);
  }

  private Optional<GetInferenceProfileResponse> read(String arn) {
    var found =
        unlessMissing(
            BedrockOperation.GET_INFERENCE_PROFILE,
            client -> client.getInferenceProfile(get -> get.inferenceProfileIdentifier(arn)));
    if (found.isPresent() && found.get().inferenceProfileArn() == null) {
      throw withoutArn(BedrockOperation.GET_INFERENCE_PROFILE, found.get());
    }
    return found;
  }

  @Override
  public Optional<Map<String, String>> tags(String arn) {
    return unlessMissing(
            BedrockOperation.LIST_TAGS_FOR_RESOURCE,
            client -> client.listTagsForResource(list -> list.resourceARN(arn)))
        .map(
            answer ->
                answer.tags().stream()
                    // An invalid entry must not hide the others.
                    .filter(tag -> tag.key() != null && tag.value() != null)
                    .collect(Collectors.toMap(Tag::key, Tag::value, (a, b) -> b)));
  }

  @Override
  public Optional<Map<String, Map<String, String>>> tagsOf(List<String> arns) {
    if (arns.isEmpty()) {
      return Optional.of(Map.of());
    }
    return unless(
            Kind.DENIED,
            () ->
                spend(
                    clients.taggingBudgetIn(place),
                    BedrockOperation.GET_RESOURCES,
                    () -> clients.taggingIn(place).getResources(get -> get.resourceARNList(arns))))
        .map(answer -> tagsByArn(answer.resourceTagMappingList()));
  }

  private static Map<String, Map<String, String>> tagsByArn(List<ResourceTagMapping> resources) {
    return resources.stream()
        // An invalid entry must not hide the others.
        .filter(resource -> resource.resourceARN() != null)
        .collect(
            Collectors.toMap(
                ResourceTagMapping::resourceARN, BedrockProfileStore::tagsByKey, (a, b) -> b));
  }

  private static Map<String, String> tagsByKey(ResourceTagMapping resource) {
    return resource.tags().stream()
        .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value(), (a, b) -> b));
  }

  @Override
  public List<ObservedProfile> list(Runnable leaves) {
    var summaries = new ArrayList<InferenceProfileSummary>();
    var next = Optional.<String>empty();
    do {
      var page = page(next, next.isEmpty() ? leaves : () -> {});
      summaries.addAll(page.inferenceProfileSummaries());
      next = Optional.ofNullable(page.nextToken()).filter(token -> !token.isEmpty());
    } while (next.isPresent());
    return summaries.stream()
        // An invalid entry must not hide the others.
        .filter(summary -> summary.inferenceProfileArn() != null)
        .map(ObservedProfiles::of)
        .toList();
  }

  /** Replaces the SDK's paginator, which would request all pages in the turn of the first. */
  private ListInferenceProfilesResponse page(Optional<String> token, Runnable leaves) {
    return call(
        BedrockOperation.LIST_INFERENCE_PROFILES,
        client -> {
          leaves.run();
          return client.listInferenceProfiles(
              list ->
                  list.typeEquals(InferenceProfileType.APPLICATION)
                      .maxResults(PAGE)
                      .nextToken(token.orElse(null)));
        });
  }

  @Override
  public Set<String> modelsOf(String copyFrom) {
    if (Arn.parse(copyFrom).filter(Arn::isFoundationModel).isPresent()) {
      return Set.of(copyFrom);
    }
    return read(copyFrom)
        .map(answer -> Set.copyOf(ObservedProfiles.arns(answer.models())))
        .orElse(Set.of());
  }

  @Override
  public Optional<Map<String, ModelLifecycle>> models() {
    return unless(
            Kind.DENIED,
            () ->
                call(
                    BedrockOperation.LIST_FOUNDATION_MODELS,
                    client -> client.listFoundationModels(all -> {})))
        .map(answer -> ListedModels.byId(answer.modelSummaries()));
  }

  @Override
  public Created create(DesiredProfile profile, String token) {
    var answer =
        call(
            BedrockOperation.CREATE_INFERENCE_PROFILE,
            client ->
                client.createInferenceProfile(
                    create ->
                        create
                            .inferenceProfileName(profile.name())
                            .description(profile.description().orElse(null))
                            .clientRequestToken(token)
                            .modelSource(source -> source.copyFrom(profile.copyFrom()))
                            .tags(sdkTags(profile.allTags()))));
    if (Arn.parse(ObservedProfiles.orEmpty(answer.inferenceProfileArn())).isEmpty()) {
      throw withoutArn(BedrockOperation.CREATE_INFERENCE_PROFILE, answer);
    }
    return new Created(
        answer.inferenceProfileArn(),
        ObservedProfiles.orEmpty(answer.statusAsString()),
        requestId(answer));
  }

  @Override
  public String retag(String arn, Map<String, String> put, Set<String> remove) {
    try {
      var putting = put(arn, put);
      return remove.isEmpty() ? putting : remove(arn, remove);
    } catch (StoreFailure failure) {
      // Old and new tags together exceed the limit of AWS, so those to remove must go first.
      if (failure.kind() != Kind.TOO_MANY_TAGS || remove.isEmpty()) {
        throw failure;
      }
      remove(arn, remove);
      return put(arn, put);
    }
  }

  private String put(String arn, Map<String, String> tags) {
    return tags.isEmpty()
        ? ""
        : requestId(
            call(
                BedrockOperation.TAG_RESOURCE,
                client -> client.tagResource(tag -> tag.resourceARN(arn).tags(sdkTags(tags)))));
  }

  private String remove(String arn, Set<String> keys) {
    return requestId(
        call(
            BedrockOperation.UNTAG_RESOURCE,
            client -> client.untagResource(untag -> untag.resourceARN(arn).tagKeys(keys))));
  }

  @Override
  public Optional<String> delete(String arn) {
    return unlessMissing(
            BedrockOperation.DELETE_INFERENCE_PROFILE,
            client ->
                client.deleteInferenceProfile(delete -> delete.inferenceProfileIdentifier(arn)))
        .map(BedrockProfileStore::requestId);
  }

  private <T> Optional<T> unlessMissing(
      BedrockOperation operation, Function<BedrockClient, T> request) {
    return unless(Kind.NOT_FOUND, () -> call(operation, request));
  }

  private static <T> Optional<T> unless(Kind expected, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (StoreFailure failure) {
      if (failure.kind() == expected) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private <T> T call(BedrockOperation operation, Function<BedrockClient, T> request) {
    return spend(clients.budgetIn(place), operation, () -> request.apply(clients.in(place)));
  }

  private <T> T spend(RateLimiter budget, BedrockOperation operation, Supplier<T> request) {
    var urgency = Priority.of(operation, namespace.isPresent());
    return budget.spend(
        new Errand(operation, urgency, namespace.orElse("")),
        () -> {
          try {
            return request.get();
          } catch (SdkException failure) {
            var answer = Failures.of(operation, failure);
            if (answer.kind() == Kind.NO_CREDENTIALS) {
              clients.rejected(place);
            }
            throw answer;
          }
        });
  }

  /** The operator can do nothing with a success that names no profile. */
  private static StoreFailure withoutArn(BedrockOperation operation, BedrockResponse answer) {
    return new StoreFailure(
        Kind.UNEXPECTED,
        new Answer(
            operation,
            Optional.empty(),
            OptionalInt.of(answer.sdkHttpResponse().statusCode()),
            "Bedrock answered without an ARN that can be read",
            Optional.ofNullable(answer.responseMetadata().requestId())));
  }

  private static List<Tag> sdkTags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private static String requestId(BedrockResponse answer) {
    return ObservedProfiles.orEmpty(answer.responseMetadata().requestId());
  }
}
