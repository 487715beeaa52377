package io.lakespan.local.atlas;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The three indexes that Atlas wants, made from the template that Atlas ships for its own tests. */
final class SolrCores {
    static final List<String> NAMES = List.of("vertex_index", "edge_index", "fulltext_index");

    private static final String TEMPLATE = "solr/core-template";
    private static final String ID = "index-id";
    private static final String SOLR_VERSION = "8.11.4";

    private final Path home;

    SolrCores(Path home) {
        this.home = home;
    }

    /** Makes those that are missing; the settings of the others stay, because Atlas adds to them at run time. */
    void create(Path templateJar) {
        try (FileSystem jar = FileSystems.newFileSystem(templateJar)) {
            Files.writeString(home.resolve("solr.xml"), "<solr/>\n");
            identify();
            for (String name : NAMES) {
                create(home.resolve(name), jar.getPath(TEMPLATE));
            }
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    "the indexes of Solr could not be made in " + home + " (" + e
                            + "): check disk space and permissions",
                    e);
        }
    }

    /** What tells the indexes in this folder from others that were there before or lie elsewhere. */
    static String id(Path home) throws IOException {
        return Files.readString(home.resolve(ID));
    }

    private void identify() throws IOException {
        Path id = home.resolve(ID);
        if (!Files.exists(id)) {
            Files.writeString(id, UUID.randomUUID().toString());
        }
    }

    private static void create(Path core, Path template) throws IOException {
        Path mark = core.resolve("core.properties");
        if (Files.exists(mark)) {
            return;
        }
        copy(template, core.resolve("conf"));
        Path config = core.resolve("conf").resolve("solrconfig.xml");
        Files.writeString(config, adapted(Files.readString(config)));
        // Solr looks for this file, so it comes last.
        Files.writeString(mark, "name=" + core.getFileName() + "\n");
    }

    private static String adapted(String config) {
        return config.replaceFirst("<luceneMatchVersion>[^<]*<", "<luceneMatchVersion>" + SOLR_VERSION + "<")
                .replace("enableRemoteStreaming=\"true\"", "enableRemoteStreaming=\"false\"")
                .replace("<infoStream>true<", "<infoStream>false<");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path source : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(source).toString());
                Files.createDirectories(target.getParent());
                Files.write(target, Files.readAllBytes(source));
            }
        }
    }
}
