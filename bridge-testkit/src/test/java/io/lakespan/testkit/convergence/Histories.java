package io.lakespan.testkit.convergence;

import io.lakespan.model.Column;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.sync.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary histories, and how a step happens. */
final class Histories {
    private static final int TABLES = 3;
    private static final int VALUES = 3;

    private Histories() {}

    static Arbitrary<List<Step>> any() {
        return step().list().ofMinSize(1).ofMaxSize(40);
    }

    private static Arbitrary<Step> step() {
        Arbitrary<Integer> table = Arbitraries.integers().between(0, TABLES - 1);
        Arbitrary<Integer> value = Arbitraries.integers().between(0, VALUES - 1);
        Arbitrary<Integer> database = Arbitraries.integers().between(0, 1);
        return Arbitraries.frequencyOf(
                Tuple.of(12, edit(table)),
                Tuple.of(3, entryEdit(table)),
                Tuple.of(4, table.map(Step.Create::new)),
                Tuple.of(2, table.map(Step.CreateHive::new)),
                Tuple.of(1, table.map(Step.Migrate::new)),
                Tuple.of(1, table.map(Step.Drop::new)),
                Tuple.of(1, table.map(Step.MoveTable::new)),
                Tuple.of(1, Combinators.combine(table, table).as(Step.TakeName::new)),
                Tuple.of(1, table.map(Step.DropOnTheRight::new)),
                Tuple.of(2, Combinators.combine(table, value).as(Step.Propagate::new)),
                Tuple.of(
                        2,
                        Combinators.combine(Arbitraries.of(Side.class), database, value)
                                .as(Step.DescribeDatabase::new)),
                Tuple.of(1, database.map(Step.DropDatabase::new)),
                Tuple.of(1, table.map(Step.DropFirstColumn::new)),
                Tuple.of(1, Combinators.combine(table, value).as(Step.Relocate::new)),
                Tuple.of(1, table.map(Step.RenameTable::new)),
                Tuple.of(1, table.map(Step.RenameColumn::new)),
                Tuple.of(1, table.map(Step.AddColumn::new)),
                Tuple.of(1, table.map(Step.Commit::new)),
                Tuple.of(1, table.map(Step.ForgetfulCommit::new)),
                Tuple.of(5, Arbitraries.just(new Step.Pass())));
    }

    private static Arbitrary<Step> edit(Arbitrary<Integer> table) {
        return Combinators.combine(
                        Arbitraries.of(Side.class),
                        table,
                        Arbitraries.of(Step.Topic.class),
                        Arbitraries.integers().between(0, VALUES - 1))
                .as(Step.Edit::new);
    }

    /** What is taken away from the entry alone counts for nothing, see OwnMetadata. */
    private static Arbitrary<Step> entryEdit(Arbitrary<Integer> table) {
        return Combinators.combine(
                        table,
                        Arbitraries.of(Step.Topic.class),
                        Arbitraries.integers().between(1, VALUES - 1))
                .as(Step.EditEntry::new);
    }

    /** Lets anything but a pass happen. */
    static void happen(Step step, World world) {
        if (step instanceof Step.Edit edit) {
            world.edit(edit);
        } else if (step instanceof Step.EditEntry edit) {
            world.inTheEntry(edit.table(), table -> edit.topic().edit(table, edit.value()));
        } else if (step instanceof Step.Create create) {
            world.create(create.table());
        } else if (step instanceof Step.CreateHive create) {
            world.createHive(create.table());
        } else if (step instanceof Step.Migrate migrate) {
            world.migrate(migrate.table());
        } else if (step instanceof Step.MoveTable move) {
            world.move(move.table());
        } else if (step instanceof Step.TakeName take) {
            world.takeName(take.table(), take.other());
        } else if (step instanceof Step.DropOnTheRight drop) {
            world.dropOnTheRight(drop.table());
        } else if (step instanceof Step.Propagate propagate) {
            world.onTheRight(
                    propagate.table(),
                    table -> table.withAnnotations(
                            table.annotations().withPropagatedTag("PII", Step.Topic.tag(propagate.value()))));
        } else if (step instanceof Step.DescribeDatabase describe) {
            world.describe(describe.side(), describe.database(), Step.Topic.text(describe.value()));
        } else if (step instanceof Step.DropDatabase drop) {
            world.dropDatabase(drop.database());
        } else if (step instanceof Step.DropFirstColumn drop) {
            world.engine(drop.table(), Histories::narrowed);
        } else if (step instanceof Step.Relocate relocate) {
            world.engine(relocate.table(), table -> table.withLocation(Optional.of("s3://lake/" + relocate.value())));
        } else if (step instanceof Step.Drop drop) {
            world.drop(drop.table());
        } else if (step instanceof Step.RenameTable rename) {
            world.rename(rename.table());
        } else if (step instanceof Step.RenameColumn rename) {
            world.engine(rename.table(), Histories::renamedColumn);
        } else if (step instanceof Step.AddColumn add) {
            world.engine(add.table(), Histories::widened);
        } else if (step instanceof Step.Commit commit) {
            world.engine(commit.table(), table -> table);
        } else if (step instanceof Step.ForgetfulCommit commit) {
            world.forgetfulCommit(commit.table());
        }
    }

    private static Table renamedColumn(Table table) {
        List<Column> columns = table.schema().columns().stream()
                .map(column -> column.fieldId().equals(Optional.of("1")) ? renamed(column) : column)
                .toList();
        return table.withSchema(table.schema().withColumns(columns));
    }

    private static Column renamed(Column column) {
        return Column.of(column.name() + "x", column.type())
                .withFieldId(column.fieldId())
                .withDescription(column.description())
                .withAnnotations(column.annotations());
    }

    private static Table narrowed(Table table) {
        List<Column> columns = table.schema().columns();
        return columns.size() == 1
                ? table
                : table.withSchema(table.schema().withColumns(columns.subList(1, columns.size())));
    }

    private static Table widened(Table table) {
        List<Column> columns = new ArrayList<>(table.schema().columns());
        int last = columns.stream()
                .mapToInt(column -> Integer.parseInt(Facts.key(column)))
                .max()
                .orElseThrow();
        String next = Integer.toString(Math.max(last, 2) + 1);
        Optional<String> identity = table.format() == TableFormat.ICEBERG ? Optional.of(next) : Optional.empty();
        columns.add(Column.of("c" + next, "int").withFieldId(identity));
        return table.withSchema(table.schema().withColumns(columns));
    }
}
