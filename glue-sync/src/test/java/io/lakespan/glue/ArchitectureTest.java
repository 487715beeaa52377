package io.lakespan.glue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lakespan.glue", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule glueKnowsTheCoreAndTheSdkAlone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.lakespan.glue..",
                    "io.lakespan.error..",
                    "io.lakespan.model..",
                    "io.lakespan.spi..",
                    "java..",
                    "software.amazon.awssdk..")
            .because("adapters never see each other; let bridge-app or cdc-pipeline bring them together");

    @ArchTest
    static final ArchRule theCatalogAndItsConfigAreAllThereIsToSee = classes()
            .that()
            .arePublic()
            .should()
            .be(GlueMetadataCatalog.class)
            .orShould()
            .be(GlueConfig.class)
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
    static final ArchRule onlyTheCallsSeeTheSdksErrors = noClasses()
            .that()
            .doNotHaveSimpleName("GlueCalls")
            .and()
            .doNotHaveSimpleName("GlueClients")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("software\\.amazon\\.awssdk\\..*Exception")
            .because("errors are translated once; wrap the call in GlueCalls");
}
