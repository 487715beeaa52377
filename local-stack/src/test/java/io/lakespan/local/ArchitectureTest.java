package io.lakespan.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lakespan.local", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> OTHER_MODULES = JavaClass.Predicates.resideInAPackage(
                    "io.lakespan..")
            .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                    "io.lakespan.local..",
                    "io.lakespan.error..",
                    "io.lakespan.model..",
                    "io.lakespan.lineage..",
                    "io.lakespan.spi..",
                    "io.lakespan.sync..")))
            .as("other modules than bridge-core");

    @ArchTest
    static final ArchRule theStackKnowsTheCoreOnly = noClasses()
            .should()
            .dependOnClassesThat(OTHER_MODULES)
            .because("any module's tests may start the stack; hand it what it needs, or move the code into the core");

    @ArchTest
    static final ArchRule onlyTheFrameworkKnowsMaven = noClasses()
            .that()
            .resideInAPackage("io.lakespan.local.*..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..")
            .because("a part asks its context for the files of an artifact set");

    @ArchTest
    static final ArchRule partsDoNotKnowTheFacade = noClasses()
            .that()
            .resideInAPackage("io.lakespan.local.*..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.lakespan.local.LocalStack")
            .because("a part is given its context and starts nothing else; name what it waits for in after()");
}
