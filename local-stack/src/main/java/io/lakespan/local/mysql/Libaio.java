package io.lakespan.local.mysql;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.CacheFolder;
import io.lakespan.local.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The one library of the system that MySQL needs and a bare machine may not have. */
final class Libaio {
    private static final String NAME = "libaio.so.1";
    // Debian's and Ubuntu's package of the time_t transition; the library in it bears the suffix too.
    private static final String RENAMED = "libaio.so.1t64";
    private static final List<String> PACKAGES = List.of("libaio1", "libaio1t64");
    private static final List<Path> SYSTEM = Stream.of(
                    "/lib",
                    "/usr/lib",
                    "/lib64",
                    "/usr/lib64",
                    "/usr/local/lib",
                    "/usr/local/lib64",
                    "/lib/x86_64-linux-gnu",
                    "/usr/lib/x86_64-linux-gnu")
            .map(Path::of)
            .toList();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Libaio() {}

    /** The folder that has to be on the library path; nothing where the system's own loader finds it. */
    static Optional<Path> folder(Path cache) {
        return inSystem(NAME).isPresent()
                ? Optional.empty()
                : Optional.of(CacheFolder.once(cache.resolve("libaio"), Libaio::bring));
    }

    private static Optional<Path> inSystem(String name) {
        return SYSTEM.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst();
    }

    private static void bring(Path folder) throws IOException {
        Optional<Path> renamed = inSystem(RENAMED);
        if (renamed.isPresent()) {
            Files.createSymbolicLink(folder.resolve(NAME), renamed.get());
            return;
        }
        Path work = Files.createDirectories(folder.resolve("work"));
        Path library = unpacked(work).orElseThrow(Libaio::missing);
        Files.copy(library, folder.resolve(NAME));
        Folders.delete(work);
    }

    private static Optional<Path> unpacked(Path work) throws IOException {
        for (Apt apt : List.of(Apt.ofSystem(work), Apt.withOwnLists(work))) {
            for (String name : PACKAGES) {
                if (apt.unpacks(name)) {
                    return library(work);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> library(Path work) throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(NAME))
                    .findFirst();
        }
    }

    private static BridgeException missing() {
        return new BridgeException(
                ErrorCode.UNAVAILABLE,
                NAME + " is missing and apt-get could not bring it: install package libaio1 (Debian 12),"
                        + " libaio1t64 (Debian 13, Ubuntu 24.04) or libaio (Fedora, RHEL)");
    }

    /** Fetches and unpacks packages below one folder, which needs no root. */
    private record Apt(Path work, List<String> options) {

        static Apt ofSystem(Path work) {
            return new Apt(work, List.of());
        }

        /** With package lists of its own, for a machine that has thrown its lists away. */
        static Apt withOwnLists(Path work) throws IOException {
            Path state = Files.createDirectories(work.resolve("state/lists/partial"))
                    .getParent()
                    .getParent();
            Path cache = Files.createDirectories(work.resolve("cache/archives/partial"))
                    .getParent()
                    .getParent();
            return new Apt(work, List.of("-o", "Dir::State=" + state, "-o", "Dir::Cache=" + cache));
        }

        boolean unpacks(String name) throws IOException {
            return (options.isEmpty() || updated()) && succeeds("apt-get", "download", name) && unpacked(name);
        }

        private boolean updated() throws IOException {
            return Files.exists(work.resolve("updated"))
                    || (succeeds("apt-get", "update") && Files.exists(Files.createFile(work.resolve("updated"))));
        }

        private boolean unpacked(String name) throws IOException {
            try (Stream<Path> files = Files.list(work)) {
                Optional<Path> file = files.filter(
                                each -> each.getFileName().toString().startsWith(name + "_"))
                        .findFirst();
                return file.isPresent() && succeeds("dpkg", "-x", file.get().toString(), "unpacked");
            }
        }

        private boolean succeeds(String program, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(program));
            if (program.equals("apt-get")) {
                command.addAll(options);
            }
            command.addAll(List.of(arguments));
            try {
                return new Tool(command, Map.of("LC_ALL", "C"), work, work.resolve("output")).succeeds(PATIENCE);
            } catch (IOException e) {
                // Not a Debian: the caller's error names the package.
                return false;
            }
        }
    }
}
