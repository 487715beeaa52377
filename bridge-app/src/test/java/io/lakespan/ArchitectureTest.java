package io.lakespan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lakespan.app", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheWiringNamesConcreteAdapters = noClasses()
            .that()
            .resideInAPackage("io.lakespan.app..")
            .and()
            .resideOutsideOfPackage("io.lakespan.app.wiring..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.lakespan.glue..", "io.lakespan.atlas..", "io.lakespan.hms..")
            .because("commands work with ports, so that another catalog takes no change in them; add it to Services");

    @ArchTest
    static final ArchRule theComparisonSharesNothingWithTheJobItChecks = noClasses()
            .that()
            .resideInAPackage("io.lakespan.app.verify..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.lakespan.cdc..")
            .because("a check that uses the conversion it checks finds no error in it; convert anew");
}
