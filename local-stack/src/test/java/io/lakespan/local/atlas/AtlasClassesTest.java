package io.lakespan.local.atlas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lakespan.local", importOptions = DoNotIncludeTests.class)
class AtlasClassesTest {
    @ArchTest
    static final ArchRule nobodyLoadsWhatRunsInsideAtlas = noClasses()
            .should()
            .dependOnClassesThat()
            .haveSimpleName("AuditStore")
            .because("its libraries are in the process of Atlas only; name it with AtlasWebApp.AUDIT_STORE");

    @ArchTest
    static final ArchRule theLibrariesOfAServerStayInItsProcess = noClasses()
            .that()
            .doNotHaveSimpleName("AuditStore")
            .and()
            .doNotHaveSimpleName("SolrMain")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.atlas..", "org.apache.solr..", "com.sleepycat..")
            .because("the command line runs without them");
}
