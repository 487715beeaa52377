package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

/**
 * Something a person should know about a plan although nothing is done about it now.
 *
 * @param subject the database or {@code database.table} it is about
 * @param detail one line: what was found, with both sides' values where there are two
 */
public record Finding(Kind kind, String subject, String detail) {

    /** What was found. */
    public enum Kind {
        /** Both sides changed the same facet, and differently. */
        CONFLICT,
        /** A facet the table format owns was edited on the right; it is set right again. */
        DRIFT,
        /** One side could not be read: nothing is decided. */
        UNDECIDED,
        /** More drops than the guard lets pass; they wait for {@code --allow-drops}. */
        HELD_DROPS,
        /** A change on the right that is not brought to the left, because the left is not to be written. */
        NOT_WRITTEN_BACK,
        /** A table on the right that was never agreed on and does not exist on the left; it is left alone. */
        FOREIGN
    }

    public Finding {
        requireNonNull(kind, "kind");
        requireNonNull(subject, "subject");
        requireNonNull(detail, "detail");
    }
}
