package io.lakespan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lakespan", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule atlasKnowsTheCoreAndNoOtherAdapter = noClasses()
            .that()
            .resideInAPackage("io.lakespan.atlas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.lakespan.glue..",
                    "io.lakespan.hms..",
                    "io.lakespan.formats..",
                    "io.lakespan.cdc..",
                    "io.lakespan.local..",
                    "io.lakespan.app..")
            .because("adapters never see each other; pass what they share through the core's ports and values");

    @ArchTest
    static final ArchRule onlyTheCatalogAndItsConfigArePublic = classes()
            .that()
            .resideInAPackage("io.lakespan.atlas..")
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveSimpleName("AtlasCatalog")
            .orShould()
            .haveSimpleName("AtlasConfig")
            .because("callers need the catalog and its configuration; keep the rest package-private");
}
