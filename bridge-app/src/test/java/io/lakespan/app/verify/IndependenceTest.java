package io.lakespan.app.verify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lakespan.app.verify", importOptions = ImportOption.DoNotIncludeTests.class)
class IndependenceTest {
    @ArchTest
    static final ArchRule THE_CHECK_SHARES_NOTHING_WITH_THE_JOB = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.lakespan.cdc..", "org.apache.flink..", "org.apache.iceberg..")
            .because("a fault in the job's conversions must not hide itself; read MySQL and the lake anew here");
}
