package io.lakespan.formats.iceberg;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lakespan.formats", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FORMATS_KNOW_THE_CORE_ALONE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.lakespan.glue..",
                    "io.lakespan.hms..",
                    "io.lakespan.atlas..",
                    "io.lakespan.flink..",
                    "io.lakespan.cdc..",
                    "io.lakespan.app..",
                    "io.lakespan.local..")
            .because("adapters never see each other; let bridge-app or cdc-pipeline bring them together");

    @ArchTest
    static final ArchRule SDK_TYPES_STAY_BEHIND_THE_PUBLIC_ONES = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            // A writer takes rows in Hudi's own form, Avro; a file system is one of Hadoop's.
            .resideOutsideOfPackages("io.lakespan.formats.hudi.write..", "io.lakespan.formats.storage..")
            .should()
            .haveRawReturnType(resideOutsideOfPackages("org.apache..", "software.amazon.."))
            .because("callers see the model's types; convert inside this package");

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
