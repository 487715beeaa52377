package io.lakespan.app.cli;

import io.lakespan.error.ErrorCode;

/** The exit statuses of the command line: one for each kind of failure, documented in docs/cli.md. */
enum ExitStatus {
    OK(0, "done"),
    DEFECT(1, "a defect of Lakespan's own"),
    INVALID_INPUT(2, "wrong usage, configuration or definition"),
    NOT_FOUND(3, "a named table, job, profile or file does not exist"),
    DENIED(4, "credentials or permissions were refused"),
    UNAVAILABLE(5, "a service does not answer, or its answer was lost"),
    CONFLICT(6, "it exists already, is in use, or changed meanwhile"),
    MISMATCH(7, "lake and source differ"),
    UNSUPPORTED(8, "not possible with this catalog, format or version"),
    CORRUPT(9, "what was read is damaged"),
    PARTLY(10, "something failed or could not be read, the rest is done"),
    HELD(11, "drops or conflicts are held back and wait for a decision");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /** As the help and docs/cli.md have it. */
    String meaning() {
        return meaning;
    }

    static ExitStatus of(ErrorCode error) {
        return switch (error) {
            case INVALID_INPUT -> INVALID_INPUT;
            case NOT_FOUND -> NOT_FOUND;
            case ALREADY_EXISTS, CONFLICT -> CONFLICT;
            case UNAUTHENTICATED, PERMISSION_DENIED -> DENIED;
            case THROTTLED, UNAVAILABLE, OUTCOME_UNKNOWN -> UNAVAILABLE;
            case UNSUPPORTED -> UNSUPPORTED;
            case CORRUPT -> CORRUPT;
            case MISMATCH -> MISMATCH;
            case INTERNAL -> DEFECT;
        };
    }
}
