package io.lakespan.local.atlas;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.CacheFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The web application of Atlas, unpacked once for all homes and made fit for today's Java. */
final class AtlasWebApp {
    // A name, because the class itself can be loaded in the process of Atlas only.
    static final String AUDIT_STORE = "io.lakespan.local.atlas.AuditStore";

    // Counted up when what is unpacked or changed differs, so that an older folder is not taken for it.
    private static final String NAME = "atlas-2.1.0-2";
    private static final String LIBRARIES = "WEB-INF/lib/";

    // Groovy comes in a newer version; the others serve storage, sign-in and formats that the local stack does not use.
    private static final Pattern LEFT_OUT =
            Pattern.compile("(groovy-\\d.*|groovy-(cli|console|groovysh|json|jsr223|swing"
                    + "|templates|xml).*|aws-java-sdk.*|astyanax.*|cassandra.*|hadoop-aws.*|.*-test-framework.*"
                    + "|lucene-analyzers-kuromoji.*)\\.jar");

    private final Path folder;

    private AtlasWebApp(Path folder) {
        this.folder = folder;
    }

    static AtlasWebApp in(Path cache) {
        return new AtlasWebApp(cache.resolve(NAME));
    }

    /** Harmless when repeated; other processes that ask at the same time wait. */
    void unpack(Path war) {
        CacheFolder.once(folder, fresh -> new AtlasWebApp(fresh).fill(war));
    }

    /** The static pages and {@code WEB-INF/web.xml}. */
    Path pages() {
        return folder.resolve("pages");
    }

    /** The changed classes first, then the libraries in a fixed order; empty while nothing is unpacked. */
    List<Path> classPath() {
        try (Stream<Path> files = Files.list(libraries())) {
            return Stream.concat(Stream.of(patched()), files.sorted()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Path libraries() {
        return folder.resolve("lib");
    }

    private Path patched() {
        return folder.resolve("patched");
    }

    private void fill(Path war) throws IOException {
        try (ZipFile zip = new ZipFile(war.toFile())) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                extract(zip, entry);
            }
        }
        for (ClassPatch patch : ClassPatch.ALL) {
            patch.apply(libraries(), patched());
        }
        addAuditStore();
    }

    // Spring looks for components in the packages of Atlas only.
    private void addAuditStore() throws IOException {
        Path context = pages().resolve("WEB-INF").resolve("applicationContext.xml");
        String bean = "<bean class=\"%s\" destroy-method=\"close\"/>".formatted(AUDIT_STORE);
        Files.writeString(context, Files.readString(context).replace("</beans>", bean + "</beans>"));
    }

    private void extract(ZipFile zip, ZipEntry entry) throws IOException {
        Optional<Path> target = target(entry.getName());
        if (target.isPresent()) {
            Files.createDirectories(target.get().getParent());
            try (InputStream content = zip.getInputStream(entry)) {
                Files.copy(content, target.get());
            }
        }
    }

    // Jars beside the pages would be loaded a second time, by a class loader of the web application's own.
    private Optional<Path> target(String name) {
        if (!name.startsWith(LIBRARIES)) {
            return Optional.of(inside(pages(), name));
        }
        String library = name.substring(LIBRARIES.length());
        return LEFT_OUT.matcher(library).matches() ? Optional.empty() : Optional.of(inside(libraries(), library));
    }

    private static Path inside(Path folder, String name) {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new BridgeException(
                    ErrorCode.CORRUPT, "the Atlas archive holds " + name + ", which lies outside of it");
        }
        return target;
    }
}
