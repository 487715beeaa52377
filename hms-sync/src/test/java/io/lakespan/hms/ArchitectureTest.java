package io.lakespan.hms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lakespan.hms", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule itKnowsTheCoreAndTheThriftClassesAlone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.lakespan.hms..",
                    "io.lakespan.error..",
                    "io.lakespan.model..",
                    "io.lakespan.spi..",
                    "java..",
                    "javax.security..",
                    "org.apache.hadoop.hive.metastore.api..",
                    "org.apache.thrift..",
                    "org.slf4j..")
            .because("adapters never see each other; let bridge-app or cdc-pipeline bring them together");

    @ArchTest
    static final ArchRule theCatalogAndItsConfigAreAllThereIsToSee = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .be(HmsMetadataCatalog.class)
            .orShould()
            .be(HmsConfig.class)
            .because("callers work with the port; make the class package-private");

    @ArchTest
    static final ArchRule finalByDefault = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("inheritance belongs to test contracts only; make the class final");

    @ArchTest
    static final ArchRule onlyTheErrorsKnowTheMetastoresErrors = noClasses()
            .that()
            .doNotHaveSimpleName("HmsErrors")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.apache\\.hadoop\\.hive\\.metastore\\.api\\..*Exception")
            .because("errors are translated once; make the call through HmsLease");
}
