package io.lakespan.app.flink;

import java.util.regex.Pattern;

/** A failure as one line that may be shown and kept: the innermost cause, no secret. */
final class FailureText {
    private static final int LONGEST = 1_000;
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)([\\w.-]*(?:password|passwd|secret|token|credential|signature|access[-_.]?key)[\\w.-]*[\"']?\\s*[=:]\\s*)"
                    + "(?!YES\\b|NO\\b)(\"[^\"]*\"|'[^']*'|[^\\s,;&)}\\]]+)");
    private static final Pattern IN_ADDRESS = Pattern.compile("://[^/\\s:@]+:[^/\\s@]+@");

    private FailureText() {}

    static String of(String stackTrace) {
        String line = masked(rootCause(stackTrace));
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /** The innermost cause of a stack trace printed as text. */
    static String rootCause(String stackTrace) {
        String[] lines = stackTrace.split("\n");
        String cause = lines[0];
        for (String line : lines) {
            if (line.startsWith("Caused by: ")) {
                cause = line.substring("Caused by: ".length());
            }
        }
        return cause.strip();
    }

    private static String masked(String line) {
        String without = IN_ADDRESS.matcher(line).replaceAll("://******@");
        return ASSIGNED.matcher(without).replaceAll("$1******");
    }
}
