package io.lakespan.cdc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lakespan.cdc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule WHAT_A_COMMAND_LINE_USES_NEEDS_NO_CLUSTER = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.lakespan.cdc.definition..",
                    "io.lakespan.cdc.source..",
                    "io.lakespan.cdc.rules..",
                    "io.lakespan.cdc.lineage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.flink..",
                    "org.apache.iceberg..",
                    "software.amazon..",
                    "io.debezium..",
                    "io.lakespan.cdc.evolve..",
                    "io.lakespan.cdc.sink..",
                    "io.lakespan.cdc.job..")
            .because(
                    "the job's libraries are optional and not on the command line's class path; move it to sink or job");

    @ArchTest
    static final ArchRule A_DEFINITION_IS_TEXT_ONLY = noClasses()
            .that()
            .resideInAPackage("io.lakespan.cdc.definition..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.lakespan.cdc.source..",
                    "io.lakespan.cdc.rules..",
                    "io.lakespan.cdc.lineage..",
                    "java.sql..",
                    "com.mysql..")
            .because("it is read without a server; what asks one belongs to source");

    @ArchTest
    static final ArchRule THE_SINK_KNOWS_NO_CDC_LIBRARY = noClasses()
            .that()
            .resideInAPackage("io.lakespan.cdc.sink..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink.cdc..", "io.debezium..", "io.lakespan.cdc.job..")
            .because("only job brings source and sink together; hand values over as the sink wants them");

    @ArchTest
    static final ArchRule WHAT_FOLLOWS_CHANGES_KNOWS_NO_SOURCE = noClasses()
            .that()
            .resideInAPackage("io.lakespan.cdc.evolve..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink.cdc.connectors.mysql..", "io.lakespan.cdc.job..")
            .because("it reads statements, whoever brought them; job builds the source");

    @ArchTest
    static final ArchRule FINAL_BY_DEFAULT = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("inheritance belongs to test contracts only; make the class final");
}
