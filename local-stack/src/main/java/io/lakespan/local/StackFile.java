package io.lakespan.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a home remembers between commands: the ports that are not the default ones. */
record StackFile(Map<String, Integer> ports) {
    StackFile {
        ports = new TreeMap<>(Optional.ofNullable(ports).orElse(Map.of()));
    }

    static StackFile read(Path file) {
        return Json.read(file, StackFile.class).orElseGet(() -> new StackFile(Map.of()));
    }

    void write(Path file) {
        Json.write(file, this);
    }
}
