package io.lakespan.hms;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that asked for a lock, as the metastore shows it to everybody: a process that was killed gives nothing back,
 * and whoever comes after it on the same machine can tell.
 *
 * <p>A process number means something within one boot of one machine and one PID namespace of it (containers have their
 * own); elsewhere than on Linux nothing names those, and nobody is ever said to be gone.
 */
final class LockOwner {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");
    private static final Pattern TEXT = Pattern.compile("lakespan (.+) pid=(\\d+) since=(\\d+)");
    private static final Optional<String> PLACE = place();

    private LockOwner() {}

    /** What to tell the metastore: {@code lakespan HOST BOOT NAMESPACE pid=123 since=1700000000000}. */
    static String ofThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return PLACE.map(place -> "lakespan " + place + " pid=" + self.pid() + " since=" + began(self))
                .orElse("lakespan");
    }

    /** Whether it certainly was a Lakespan process that is no more. */
    static boolean isGone(String agent) {
        Matcher text = TEXT.matcher(agent);
        if (!text.matches() || !PLACE.equals(Optional.of(text.group(1)))) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(text.group(2)))
                .filter(there -> began(there) == Long.parseLong(text.group(3)))
                .isEmpty();
    }

    private static long began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static Optional<String> place() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName() + " "
                    + Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
