package io.lakespan.cdc.definition;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads where a source begins. */
final class StartupSection {
    private static final String SPECIFIC = "specific-offset";
    private static final String TIMESTAMP = "timestamp";
    private static final List<String> MOMENT_KEYS = List.of(Keys.STARTUP_MILLIS);
    private static final List<String> OFFSET_KEYS = List.of(
            Keys.STARTUP_FILE,
            Keys.STARTUP_POSITION,
            Keys.STARTUP_GTIDS,
            Keys.STARTUP_SKIP_EVENTS,
            Keys.STARTUP_SKIP_ROWS);
    private static final Pattern GTIDS =
            Pattern.compile("(?i)[0-9a-f-]{36}(:\\d+(-\\d+)?)+(\\s*,\\s*[0-9a-f-]{36}(:\\d+(-\\d+)?)+)*");

    private final Section section;
    private final Problems problems;

    StartupSection(Section section, Problems problems) {
        this.section = section;
        this.problems = problems;
    }

    Startup read() {
        Optional<String> file = section.optional(Keys.STARTUP_FILE);
        Optional<Long> position = section.parsed(Keys.STARTUP_POSITION, StartupSection::count);
        Optional<String> gtids = section.parsed(Keys.STARTUP_GTIDS, StartupSection::gtids);
        Optional<Instant> moment = section.parsed(Keys.STARTUP_MILLIS, StartupSection::moment);
        long skipEvents =
                section.parsed(Keys.STARTUP_SKIP_EVENTS, StartupSection::count).orElse(0L);
        long skipRows =
                section.parsed(Keys.STARTUP_SKIP_ROWS, StartupSection::count).orElse(0L);
        String mode = section.optional(Keys.STARTUP_MODE).orElse("initial");
        switch (mode) {
            case SPECIFIC -> {
                unused(mode, MOMENT_KEYS);
                if (gtids.isPresent()) {
                    return new Startup.Gtids(gtids.get(), skipEvents, skipRows);
                }
                if (file.isEmpty() || position.isEmpty()) {
                    missing(mode, Keys.STARTUP_FILE + " and " + Keys.STARTUP_POSITION + ", or " + Keys.STARTUP_GTIDS);
                }
                return new Startup.Offset(file.orElse("?"), position.orElse(0L), skipEvents, skipRows);
            }
            case TIMESTAMP -> {
                unused(mode, OFFSET_KEYS);
                if (moment.isEmpty()) {
                    missing(mode, Keys.STARTUP_MILLIS);
                }
                return new Startup.Since(moment.orElse(Instant.EPOCH));
            }
            default -> {
                unused(mode, OFFSET_KEYS);
                unused(mode, MOMENT_KEYS);
                return plain(mode);
            }
        }
    }

    private Startup plain(String mode) {
        return Arrays.stream(Startup.Mode.values())
                .filter(one -> word(one).equals(mode))
                .findFirst()
                .orElseGet(() -> {
                    problems.error(
                            section.mark(Keys.STARTUP_MODE),
                            Keys.STARTUP_MODE + " must be one of " + words() + ", not '" + mode + "'");
                    return Startup.Mode.INITIAL;
                });
    }

    private static String words() {
        return Arrays.stream(Startup.Mode.values()).map(StartupSection::word).collect(Collectors.joining(", ")) + ", "
                + SPECIFIC + ", " + TIMESTAMP;
    }

    private static String word(Startup.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void missing(String mode, String keys) {
        problems.error(section.mark(Keys.STARTUP_MODE), "the startup mode " + mode + " needs " + keys);
    }

    private void unused(String mode, List<String> keys) {
        for (String key : keys) {
            if (section.node(key).isPresent()) {
                problems.error(section.mark(key), key + " means nothing in the startup mode " + mode + "; remove it");
            }
        }
    }

    private static long count(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, "'" + text + "' is no whole number from 0 on", e);
        }
    }

    private static String gtids(String text) {
        if (!GTIDS.matcher(text).matches()) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "'" + text + "' is no set of GTIDs; write it as SHOW MASTER STATUS does, UUID:1-5");
        }
        return text;
    }

    private static Instant moment(String text) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(text));
        } catch (NumberFormatException | DateTimeException e) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT, "'" + text + "' is no number of milliseconds since 1970", e);
        }
    }
}
