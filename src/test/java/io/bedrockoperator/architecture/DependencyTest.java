package io.bedrockoperator.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The layers of the design: imports point one way, and each outside library has one home. */
@AnalyzeClasses(packages = "io.bedrockoperator", importOptions = DoNotIncludeTests.class)
class DependencyTest {

  private static final String ROOT = "io.bedrockoperator.";

  private static final List<String> EVERYWHERE = List.of("java..", "org.jspecify.annotations..");
  private static final String LOGGING = "org.slf4j..";
  private static final String METERS = "io.micrometer.core.instrument..";
  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String MODEL = "io.fabric8.kubernetes.api.model..";
  private static final String CLIENT = "io.fabric8..";
  private static final String OPERATOR_SDK = "io.javaoperatorsdk..";

  /** What each package may depend on beside itself and what is below it. */
  private static final Map<String, List<String>> ALLOWED =
      Map.ofEntries(
          entry("api", List.of(CLIENT, JACKSON, LOGGING)),
          entry("profile", List.of()),
          entry("status", and(rooms("api", "profile"), MODEL)),
          entry("publish", rooms("api", "profile")),
          entry("account", and(rooms("api", "profile", "aws"), MODEL)),
          entry("rollout", rooms("api", "profile")),
          entry(
              "deployment",
              and(rooms("api", "profile", "status", "publish", "rollout", "reconcile"), MODEL)),
          entry("scheduling", List.of(METERS)),
          entry("aws", and(rooms("profile", "scheduling"), LOGGING, METERS)),
          entry("inventory", and(rooms("aws", "profile", "scheduling"), LOGGING, METERS)),
          entry(
              "reconcile",
              and(
                  rooms(
                      "api",
                      "profile",
                      "status",
                      "account",
                      "aws",
                      "inventory",
                      "publish",
                      "scheduling"),
                  MODEL,
                  LOGGING,
                  METERS)),
          entry(
              "kubernetes",
              and(
                  rooms(
                      "api",
                      "profile",
                      "publish",
                      "account",
                      "reconcile",
                      "rollout",
                      "deployment",
                      "scheduling"),
                  CLIENT,
                  JACKSON,
                  LOGGING)),
          entry(
              "controller",
              and(
                  rooms(
                      "api",
                      "profile",
                      "status",
                      "publish",
                      "account",
                      "aws",
                      "inventory",
                      "reconcile",
                      "deployment",
                      "kubernetes",
                      "scheduling"),
                  CLIENT,
                  OPERATOR_SDK,
                  LOGGING,
                  METERS)));

  private static List<String> rooms(String... names) {
    return Stream.of(names).map(name -> ROOT + name + "..").toList();
  }

  private static List<String> and(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  @ArchTest
  static void eachPackageDependsOnWhatItMay(JavaClasses all) {
    ALLOWED.forEach(
        (room, others) -> {
          var itself = ROOT + room + "..";
          var sdk = room.equals("aws") ? List.of("software.amazon.awssdk..") : List.<String>of();
          classes()
              .that()
              .resideInAPackage(itself)
              .should()
              .onlyDependOnClassesThat()
              .resideInAnyPackage(
                  Stream.of(EVERYWHERE, List.of(itself), others, sdk)
                      .flatMap(List::stream)
                      .toArray(String[]::new))
              .check(all);
        });
  }

  @ArchTest
  static final ArchRule onlyTheAdapterKnowsAws =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "aws.sdk..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  /** The process hands the cached resources themselves to the passes. */
  @ArchTest
  static final ArchRule nobodyChangesAResource =
      noClasses()
          .that()
          .doNotHaveSimpleName("KubernetesResourceStore")
          .and()
          .doNotHaveSimpleName("KubernetesAccountStore")
          .and()
          .doNotHaveSimpleName("KubernetesDeploymentStore")
          .should()
          .callMethodWhere(
              target(owner(assignableTo(HasMetadata.class))).and(target(nameStartingWith("set"))));

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
          .orShould()
          .haveSimpleNameStartingWith("Abstract")
          .orShould()
          .haveSimpleNameStartingWith("Base");

  @ArchTest
  static final ArchRule thereAreNoBaseClasses =
      classes()
          .that()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .should()
          .notHaveModifier(JavaModifier.ABSTRACT);
}
