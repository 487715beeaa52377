package io.lakespan.local.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolrCoresTest {
    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void makeCores() throws IOException {
        config = folder.resolve("vertex_index/conf/solrconfig.xml");
        create("<luceneMatchVersion>5.0.0</luceneMatchVersion>");
    }

    @Test
    void everyIndexGetsTheTemplateInTheVersionOfOurSolr() {
        assertThat(SolrCores.NAMES).allSatisfy(name -> assertThat(folder.resolve(name + "/conf/solrconfig.xml"))
                .hasContent("<luceneMatchVersion>8.11.4</luceneMatchVersion>"));
    }

    @Test
    void whatAtlasChangedInAnIndexStays() throws IOException {
        Files.writeString(config, "changed by Atlas");

        create("<luceneMatchVersion>6.0.0</luceneMatchVersion>");

        assertThat(config).hasContent("changed by Atlas");
    }

    @Test
    void anIndexOfWhichHalfWasMadeIsMadeAnew() throws IOException {
        Files.delete(folder.resolve("vertex_index/core.properties"));
        Files.writeString(config, "half");

        create("<luceneMatchVersion>6.0.0</luceneMatchVersion>");

        assertThat(config).hasContent("<luceneMatchVersion>8.11.4</luceneMatchVersion>");
    }

    private void create(String solrConfig) throws IOException {
        Path jar = folder.resolve("template.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("solr/core-template/"));
            zip.putNextEntry(new ZipEntry("solr/core-template/solrconfig.xml"));
            zip.write(solrConfig.getBytes(StandardCharsets.UTF_8));
        }
        new SolrCores(folder).create(jar);
    }
}
