package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Modification;
import java.util.Optional;

/**
 * Both sides changed the same item, and differently.
 *
 * @param subject the {@code database} or {@code database.table}
 * @param base what was agreed before
 * @param left what the left side has now; empty for removed
 * @param right what the right side has now; empty for removed
 */
public record Conflict(String subject, Facet facet, Item item, Optional<String> base, Value left, Value right) {
    public Conflict {
        requireNonNull(subject, "subject");
        requireNonNull(facet, "facet");
        requireNonNull(item, "item");
        requireNonNull(base, "base");
        requireNonNull(left, "left");
        requireNonNull(right, "right");
    }

    /** One side's value, and who last changed the thing it belongs to. */
    public record Value(Optional<String> text, Optional<Modification> modified) {
        public Value {
            requireNonNull(text, "text");
            requireNonNull(modified, "modified");
        }

        @Override
        public String toString() {
            return text.map(value -> "'" + value + "'").orElse("removed")
                    + modified.map(when -> " (" + when + ")").orElse("");
        }
    }

    /** Whether the other is about the same item with the same values on both sides. */
    public boolean sameAs(Conflict other) {
        return subject.equals(other.subject)
                && facet == other.facet
                && item.equals(other.item)
                && left.text().equals(other.left.text())
                && right.text().equals(other.right.text());
    }

    @Override
    public String toString() {
        String what = (facet + " " + item).strip();
        return "%s: left %s, right %s, agreed %s"
                .formatted(what, left, right, base.map(text -> "'" + text + "'").orElse("nothing"));
    }
}
