package io.lakespan.testkit.convergence;

import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Table;
import io.lakespan.model.Tag;
import io.lakespan.sync.Side;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Something that happens to the two catalogs. */
sealed interface Step {

    /** Somebody writes something about a table or its first column. */
    record Edit(Side side, int table, Topic topic, int value) implements Step {}

    /** Somebody writes into the entry on the left alone, as in Glue's console. */
    record EditEntry(int table, Topic topic, int value) implements Step {}

    /** The table appears on the left, if it is not there. */
    record Create(int table) implements Step {}

    /** The table goes from the left. */
    record Drop(int table) implements Step {}

    /** The table gets another name on the left. */
    record RenameTable(int table) implements Step {}

    /** The first column gets another name on the left. */
    record RenameColumn(int table) implements Step {}

    record AddColumn(int table) implements Step {}

    /** Nothing people see changes, the version moves: a commit of data. */
    record Commit(int table) implements Step {}

    /** The entry on the left is written anew by an engine that knows nothing of what others wrote there. */
    record ForgetfulCommit(int table) implements Step {}

    record Pass() implements Step {}

    /** What an edit is about; value 0 takes away. */
    enum Topic {
        DESCRIPTION {
            @Override
            Table edit(Table table, int value) {
                return table.withDescription(text(value));
            }
        },
        OWNER {
            @Override
            Table edit(Table table, int value) {
                return table.withOwner(text(value));
            }
        },
        TAG {
            @Override
            Table edit(Table table, int value) {
                return table.withAnnotations(tagged(table.annotations(), value));
            }
        },
        TERM {
            @Override
            Table edit(Table table, int value) {
                Annotations now = table.annotations();
                return table.withAnnotations(value == 0 ? now.withoutTerm("t@g") : now.withTerm("t@g"));
            }
        },
        ATTRIBUTE {
            @Override
            Table edit(Table table, int value) {
                return table.withAnnotations(table.annotations().withAttribute("set.level", text(value)));
            }
        },
        COLUMN_DESCRIPTION {
            @Override
            Table edit(Table table, int value) {
                return first(table, column -> column.withDescription(text(value)));
            }
        },
        COLUMN_TAG {
            @Override
            Table edit(Table table, int value) {
                return first(table, column -> column.withAnnotations(tagged(column.annotations(), value)));
            }
        };

        abstract Table edit(Table table, int value);

        private static Optional<String> text(int value) {
            return value == 0 ? Optional.empty() : Optional.of("v" + value);
        }

        private static Annotations tagged(Annotations annotations, int value) {
            Optional<Tag> tag =
                    value == 0 ? Optional.empty() : Optional.of(Tag.of("PII").with("level", "v" + value));
            return annotations.withTag("PII", tag);
        }

        /** The column with identity 1, whatever it is called now. */
        private static Table first(Table table, UnaryOperator<Column> change) {
            return table.schema().columns().stream()
                    .filter(column -> column.fieldId().equals(Optional.of("1")))
                    .findFirst()
                    .map(column -> table.withColumn(column.name(), change))
                    .orElse(table);
        }
    }
}
