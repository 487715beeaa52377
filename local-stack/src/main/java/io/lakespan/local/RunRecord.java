package io.lakespan.local;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is written down of a started part, so that any later command finds it again.
 *
 * @param since when it was started, ISO-8601
 * @param fingerprint of the way it was started: another one means that it has to be started anew
 * @param ready whether it was healthy once
 * @param logFrom where in its log this start begins
 */
record RunRecord(
        ProcessIdentity process,
        String since,
        Map<String, Integer> ports,
        String fingerprint,
        boolean ready,
        long logFrom) {
    RunRecord {
        requireNonNull(process, "process");
        requireNonNull(since, "since");
        requireNonNull(fingerprint, "fingerprint");
        ports = new TreeMap<>(ports);
    }

    static Optional<RunRecord> read(Path file) {
        return Json.read(file, RunRecord.class);
    }

    void write(Path file) {
        Json.write(file, this);
    }

    RunRecord asReady() {
        return new RunRecord(process, since, ports, fingerprint, true, logFrom);
    }

    Instant startedAt() {
        return Instant.parse(since);
    }
}
