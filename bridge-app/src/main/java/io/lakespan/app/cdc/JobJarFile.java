package io.lakespan.app.cdc;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the CDC job's jar beside the command line's own classes. */
final class JobJarFile {
    private static final String PROPERTY = "lakespan.job-jar";

    private JobJarFile() {}

    static Path find() {
        Path own = ownPlace();
        return Stream.of(
                        Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of),
                        Optional.of(own.resolveSibling("jobs").resolve("lakespan-cdc.jar")),
                        Optional.of(
                                own.resolveSibling("lakespan").resolve("jobs").resolve("lakespan-cdc.jar")))
                .flatMap(Optional::stream)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new BridgeException(
                        ErrorCode.NOT_FOUND,
                        "the CDC job's jar is not beside " + own + "; build it with 'mvn package' or name it with -D"
                                + PROPERTY + "=FILE"));
    }

    private static Path ownPlace() {
        try {
            return Path.of(JobJarFile.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new BridgeException(ErrorCode.INTERNAL, "the program's own place is no path", e);
        }
    }
}
