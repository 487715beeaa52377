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

    /** A Hive table appears on the left: nothing but its name tells it from others. */
    record CreateHive(int table) implements Step {}

    /** A Hive table becomes an Iceberg table where it is; its own metadata says nothing of what people wrote. */
    record Migrate(int table) implements Step {}

    /** The table goes from the left. */
    record Drop(int table) implements Step {}

    /** The table gets another name on the left. */
    record RenameTable(int table) implements Step {}

    /** The table gets another name in the other database on the left. */
    record MoveTable(int table) implements Step {}

    /** The table gets the name of another one, which gets a new name before. */
    record TakeName(int table, int other) implements Step {}

    /** Somebody deletes the table on the right. */
    record DropOnTheRight(int table) implements Step {}

    /** A tag reaches the table on the right along lineage. */
    record Propagate(int table, int value) implements Step {}

    /** Somebody describes a database. */
    record DescribeDatabase(Side side, int database, int value) implements Step {}

    /** A database goes from the left with all its tables. */
    record DropDatabase(int database) implements Step {}

    /** The first column gets another name on the left. */
    record RenameColumn(int table) implements Step {}

    record AddColumn(int table) implements Step {}

    record DropFirstColumn(int table) implements Step {}

    /** The table's files are moved. */
    record Relocate(int table, int value) implements Step {}

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

        static Optional<String> text(int value) {
            return value == 0 ? Optional.empty() : Optional.of("v" + value);
        }

        static Optional<Tag> tag(int value) {
            return value == 0 ? Optional.empty() : Optional.of(Tag.of("PII").with("level", "v" + value));
        }

        private static Annotations tagged(Annotations annotations, int value) {
            return annotations.withTag("PII", tag(value));
        }

        /** The column with identity 1, whatever it is called now. */
        private static Table first(Table table, UnaryOperator<Column> change) {
            return table.schema().columns().stream()
                    .filter(column -> column.fieldId().orElse("1").equals("1"))
                    .findFirst()
                    .map(column -> table.withColumn(column.name(), change))
                    .orElse(table);
        }
    }
}
