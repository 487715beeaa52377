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
    static final ArchRule theCoreKnowsTheJdkAndSlf4jOnly = classes()
            .that()
            .resideInAPackage("io.lakespan..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.lakespan..", "java..", "org.slf4j..")
            .because("every adapter stands on the core; move what needs a library into the adapter that uses it");

    @ArchTest
    static final ArchRule theModelKnowsNoPort = noClasses()
            .that()
            .resideInAnyPackage("io.lakespan.model..", "io.lakespan.error..", "io.lakespan.lineage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.lakespan.spi..", "io.lakespan.sync..")
            .because("values are passed through ports and plans; pass what a value needs as an argument");
}
