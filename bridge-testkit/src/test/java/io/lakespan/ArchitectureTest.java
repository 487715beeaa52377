package io.lakespan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lakespan.testkit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theTestkitKnowsTheCoreOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.lakespan.testkit..",
                    "io.lakespan.error..",
                    "io.lakespan.model..",
                    "io.lakespan.lineage..",
                    "io.lakespan.spi..",
                    "io.lakespan.sync..",
                    "org.junit.jupiter..",
                    "org.assertj..",
                    "java..",
                    "com.sun.net.httpserver..")
            .because(
                    "a contract that knows an implementation is no contract; test the implementation in its own module");
}
