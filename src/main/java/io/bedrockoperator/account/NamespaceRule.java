package io.bedrockoperator.account;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which namespaces an account allows. */
public sealed interface NamespaceRule {

  /** Nothing is set, so no namespace is allowed. */
  record Nobody() implements NamespaceRule {}

  /** Allows the namespaces with these names. */
  record Names(Set<String> names) implements NamespaceRule {
    public Names {
      names = Set.copyOf(names);
    }
  }

  /** Allows the namespaces whose labels meet every requirement. */
  record Selector(List<Requirement> requirements) implements NamespaceRule {
    public Selector {
      requirements = List.copyOf(requirements);
    }
  }

  /** Allows every namespace. */
  record All() implements NamespaceRule {}

  /** The rule says something that this version does not understand. */
  record NotUnderstood() implements NamespaceRule {}

  /** A requirement on one label. */
  sealed interface Requirement {

    record In(String key, Set<String> values) implements Requirement {
      public In {
        values = Set.copyOf(values);
      }
    }

    /** A namespace without the label meets the requirement. */
    record NotIn(String key, Set<String> values) implements Requirement {
      public NotIn {
        values = Set.copyOf(values);
      }
    }

    record Exists(String key) implements Requirement {}

    record DoesNotExist(String key) implements Requirement {}

    default boolean isMetBy(Map<String, String> labels) {
      return switch (this) {
        case In(var key, var values) ->
            Optional.ofNullable(labels.get(key)).filter(values::contains).isPresent();
        case NotIn(var key, var values) ->
            Optional.ofNullable(labels.get(key)).filter(values::contains).isEmpty();
        case Exists(var key) -> labels.containsKey(key);
        case DoesNotExist(var key) -> !labels.containsKey(key);
      };
    }
  }

  /** Whether a namespace is allowed. */
  enum Verdict {
    ALLOWED,
    NOT_ALLOWED,
    /** The labels are not known, or the rule is not understood. */
    UNKNOWN
  }

  /** Returns the verdict on one namespace. */
  default Verdict on(TenantNamespace namespace) {
    return switch (this) {
      case Nobody() -> Verdict.NOT_ALLOWED;
      case Names(var names) -> verdict(names.contains(namespace.name()));
      case Selector(var requirements) ->
          namespace
              .labels()
              .map(labels -> verdict(areMetBy(labels, requirements)))
              .orElse(Verdict.UNKNOWN);
      case All() -> Verdict.ALLOWED;
      case NotUnderstood() -> Verdict.UNKNOWN;
    };
  }

  private static Verdict verdict(boolean allowed) {
    return allowed ? Verdict.ALLOWED : Verdict.NOT_ALLOWED;
  }

  private static boolean areMetBy(
      Map<String, String> labels, Collection<Requirement> requirements) {
    return requirements.stream().allMatch(each -> each.isMetBy(labels));
  }
}
