package io.lakespan.cdc.definition;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The spelling of references to secrets. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^:}]*):([^}]*)}");
    private static final Pattern SENSITIVE =
            Pattern.compile("(?i).*(password|passwd|secret|token|credential|access-key).*");

    private References() {}

    /**
     * Reads a value that may be a reference.
     *
     * @throws BridgeException {@code INVALID_INPUT} when it begins as a reference and is none
     */
    static Secret parse(String text) {
        if (!text.contains("${")) {
            return new Secret.Literal(text);
        }
        Matcher matcher = REFERENCE.matcher(text);
        if (!matcher.matches() || matcher.group(2).isBlank()) {
            throw invalid("a reference stands alone, as ${env:NAME} or ${file:/path}");
        }
        return switch (matcher.group(1)) {
            case "env" -> new Secret.Environment(matcher.group(2));
            case "file" -> file(matcher.group(2));
            default ->
                throw invalid("unknown reference '" + matcher.group(1) + "'; known are " + List.of("env", "file"));
        };
    }

    static boolean sensitive(String key) {
        return SENSITIVE.matcher(key).matches();
    }

    private static Secret file(String path) {
        if (!path.startsWith("/")) {
            throw invalid("the path '" + path + "' must be absolute: it is read where the pipeline runs");
        }
        return new Secret.File(path);
    }

    private static BridgeException invalid(String message) {
        return new BridgeException(ErrorCode.INVALID_INPUT, message);
    }
}
