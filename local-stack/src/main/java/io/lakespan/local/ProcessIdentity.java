package io.lakespan.local;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One process and no later one that got its number.
 *
 * @param startTicks its start in the kernel's clock ticks since boot, which no change of the wall clock moves
 * @param boot the boot that the ticks count from
 */
record ProcessIdentity(long pid, long startTicks, String boot) {
    private static final Duration POLL = Duration.ofMillis(50);
    // Counted after the command name, which may itself hold blanks and brackets: state is field 3, start is field 22.
    private static final int STATE = 0;
    private static final int START = 19;

    ProcessIdentity {
        requireNonNull(boot, "boot");
    }

    /** The process that has this number now, unless it has ended. */
    static Optional<ProcessIdentity> of(long pid) {
        return stat(pid)
                .filter(fields -> !isOver(fields.get(STATE)))
                .map(fields -> new ProcessIdentity(pid, Long.parseLong(fields.get(START)), currentBoot()));
    }

    boolean isAlive() {
        return of(pid).equals(Optional.of(this));
    }

    /** Whether it ended in time. */
    boolean endsWithin(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (isAlive()) {
            if (System.nanoTime() > deadline || !Pause.of(POLL)) {
                return false;
            }
        }
        return true;
    }

    /** Resident memory in bytes. */
    OptionalLong memory() {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static Optional<List<String>> stat(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return Optional.of(
                    List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    // A zombie has ended, though nobody has asked for its exit status yet.
    private static boolean isOver(String state) {
        return state.equals("Z") || state.equals("X");
    }

    private static String currentBoot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
