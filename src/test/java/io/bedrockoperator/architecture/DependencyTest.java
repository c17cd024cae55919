package io.bedrockoperator.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** The layers of the design: imports point one way, and each outside library has one home. */
@AnalyzeClasses(packages = "io.bedrockoperator", importOptions = DoNotIncludeTests.class)
class DependencyTest {

  private static final String ROOT = "io.bedrockoperator";
  private static final String API = "io.bedrockoperator.api..";
  private static final String PROFILE = "io.bedrockoperator.profile..";
  private static final String STATUS = "io.bedrockoperator.status..";
  private static final String CRD = "io.bedrockoperator.crd..";
  private static final String BEDROCK = "io.bedrockoperator.bedrock..";
  private static final String RECONCILE = "io.bedrockoperator.reconcile..";
  private static final String JAVA = "java..";
  private static final String NULLNESS = "org.jspecify.annotations..";
  private static final String LOGGING = "org.slf4j..";
  private static final String METERS = "io.micrometer.core.instrument..";
  private static final String PROMETHEUS = "io.prometheus..";
  private static final String PROMETHEUS_METERS = "io.micrometer.prometheusmetrics..";
  private static final String AWS = "software.amazon.awssdk..";
  private static final String OPERATOR_SDK = "io.javaoperatorsdk..";

  @ArchTest
  static final ArchRule profileIsPure =
      classes()
          .that()
          .resideInAPackage(PROFILE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(JAVA, NULLNESS, PROFILE);

  @ArchTest
  static final ArchRule statusIsPure =
      classes()
          .that()
          .resideInAPackage(STATUS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(JAVA, NULLNESS, STATUS, PROFILE, API);

  @ArchTest
  static final ArchRule apiKnowsTheKubernetesModelAndJacksonOnly =
      classes()
          .that()
          .resideInAPackage(API)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(JAVA, NULLNESS, API, "io.fabric8..", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule crdKnowsTheKubernetesModelAndJacksonOnly =
      classes()
          .that()
          .resideInAPackage(CRD)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              JAVA,
              NULLNESS,
              LOGGING,
              CRD,
              API,
              "io.fabric8.kubernetes.api.model..",
              "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule bedrockKnowsProfilesAndAws =
      classes()
          .that()
          .resideInAPackage(BEDROCK)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(JAVA, NULLNESS, LOGGING, METERS, BEDROCK, PROFILE, AWS);

  @ArchTest
  static final ArchRule onlyBedrockKnowsAws =
      noClasses()
          .that()
          .resideOutsideOfPackage(BEDROCK)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(AWS);

  @ArchTest
  static final ArchRule onlyReconcileAndTheProcessKnowTheOperatorSdk =
      noClasses()
          .that()
          .resideOutsideOfPackages(RECONCILE, ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(OPERATOR_SDK);

  @ArchTest
  static final ArchRule onlyTheProcessKnowsPrometheus =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PROMETHEUS, PROMETHEUS_METERS);

  @ArchTest
  static final ArchRule nobodyKnowsTheProcess =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  /** The process hands the cached resources themselves to the passes. */
  @ArchTest
  static final ArchRule nobodyChangesAResource =
      noClasses()
          .that()
          .doNotHaveSimpleName("KubernetesResourceStore")
          .should()
          .callMethodWhere(
              target(owner(assignableTo(HasMetadata.class))).and(target(nameStartingWith("set"))));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.bedrockoperator.(*)..").should().beFreeOfCycles();

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
