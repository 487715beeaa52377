package io.lakespan.cdc.evolve;

import io.lakespan.cdc.definition.SchemaChangeKind;
import io.lakespan.cdc.definition.SchemaChanges;
import io.lakespan.cdc.definition.SchemaChanges.Treatment;
import io.lakespan.cdc.sink.IcebergSchemas;
import io.lakespan.cdc.sink.Partitions;
import io.lakespan.cdc.sink.TableShape;
import io.lakespan.cdc.source.SourceColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;

/** What a table of the lake needs so that rows of a shape can be written to it, column by column. */
final class ColumnPlan {
    private final TableShape shape;
    private final Table table;
    private final SchemaLedger ledger;
    private final SchemaChanges changes;
    private final List<Column> columns = new ArrayList<>();

    private enum Need {
        NOTHING,
        ADD,
        WIDEN
    }

    /**
     * A column of the shape.
     *
     * @param position in the shape's rows
     * @param name in the lake
     * @param type of its values, which may be narrower than the lake's
     */
    private record Column(int position, String name, Type type, Need need, Optional<String> comment) {}

    private ColumnPlan(TableShape shape, Table table, SchemaChanges changes) {
        this.shape = shape;
        this.table = table;
        this.ledger = SchemaLedger.of(table);
        this.changes = changes;
    }

    static ColumnPlan of(TableShape shape, Table table, SchemaChanges changes) {
        ColumnPlan plan = new ColumnPlan(shape, table, changes);
        List<SourceColumn> all = shape.table().columns();
        for (int i = 0; i < all.size(); i++) {
            plan.add(i, all.get(i));
        }
        return plan;
    }

    private void add(int position, SourceColumn column) {
        Type type = IcebergSchemas.type(column.type());
        ledger.current(shape.table().label(), column.lakeName(), shape.since())
                .flatMap(name -> column(position, column, name, type))
                .ifPresent(columns::add);
    }

    private Optional<Column> column(int position, SourceColumn column, String name, Type type) {
        NestedField field = table.schema().findField(name);
        if (field == null) {
            return added(position, column, name, type);
        }
        if (field.type().equals(type) || promotes(type, field.type())) {
            return Optional.of(new Column(position, name, type, Need.NOTHING, Optional.empty()));
        }
        return promotes(field.type(), type)
                ? widened(position, column, name, type)
                : beside(position, column, name, type);
    }

    private static boolean promotes(Type from, Type to) {
        return from.isPrimitiveType()
                && to.isPrimitiveType()
                && TypeUtil.isPromotionAllowed(from, to.asPrimitiveType());
    }

    private Optional<Column> added(int position, SourceColumn column, String name, Type type) {
        return switch (changes.of(SchemaChangeKind.ADD_COLUMN)) {
            case APPLY, ADAPT, WAIT -> Optional.of(new Column(position, name, type, Need.ADD, column.comment()));
            case LEAVE -> Optional.empty();
            case END ->
                throw Refusals.end("column " + label(column) + " is new, and schema.change.behavior is exception;"
                        + " choose another behaviour and start from the last checkpoint");
        };
    }

    private Optional<Column> widened(int position, SourceColumn column, String name, Type type) {
        return switch (changes.of(SchemaChangeKind.ALTER_COLUMN_TYPE)) {
            case APPLY, ADAPT, WAIT -> Optional.of(new Column(position, name, type, Need.WIDEN, Optional.empty()));
            case LEAVE -> beside(position, column, name, type);
            case END -> throw incompatible(column, name, type, "and schema.change.behavior is exception");
        };
    }

    /** A type that the lake's column cannot become: the values go to a column of their own beside it. */
    private Optional<Column> beside(int position, SourceColumn column, String name, Type type) {
        if (!changes.goesOn() || shape.table().key().contains(column.name())) {
            throw incompatible(column, name, type, "which Iceberg cannot widen to");
        }
        if (changes.of(SchemaChangeKind.ALTER_COLUMN_TYPE) == Treatment.LEAVE
                && changes.of(SchemaChangeKind.ADD_COLUMN) == Treatment.LEAVE) {
            return Optional.empty();
        }
        String other =
                name + "__" + type.toString().replaceAll("[^a-z0-9]+", "_").replaceAll("_$", "");
        NestedField field = table.schema().findField(other);
        Need need = field == null ? Need.ADD : Need.NOTHING;
        return Optional.of(new Column(position, other, type, need, column.comment()));
    }

    private RuntimeException incompatible(SourceColumn column, String name, Type type, String why) {
        return Refusals.end(
                "column " + label(column) + " is " + type + " now, its column " + name + " of " + table.name()
                        + " is " + table.schema().findType(name) + ", " + why
                        + "; choose schema.change.behavior: lenient to carry it in a column of its own, or start the pipeline"
                        + " anew");
    }

    private String label(SourceColumn column) {
        return shape.table().label() + "." + column.name();
    }

    /** Adds what is needed to the update; false when that is nothing. */
    boolean prepare(UpdateSchema update) {
        boolean any = false;
        for (Column column : columns) {
            switch (column.need()) {
                case ADD ->
                    update.addColumn(
                            column.name(), column.type(), column.comment().orElse(null));
                case WIDEN -> update.updateColumn(column.name(), column.type().asPrimitiveType());
                case NOTHING -> {
                    continue;
                }
            }
            any = true;
        }
        for (NestedField field : requiredNoMore()) {
            update.makeColumnOptional(field.name());
            any = true;
        }
        return any;
    }

    /** A column that rows of this shape do not have cannot be required. */
    private List<NestedField> requiredNoMore() {
        Set<String> given = columns.stream().map(Column::name).collect(Collectors.toSet());
        Set<String> key = table.schema().identifierFieldNames();
        return table.schema().columns().stream()
                .filter(field -> field.isRequired() && !key.contains(field.name()))
                .filter(field -> !given.contains(field.name()) || nullable(field.name()))
                .toList();
    }

    private boolean nullable(String name) {
        return shape.table().columns().stream()
                .anyMatch(column -> column.lakeName().equals(name) && column.nullable());
    }

    /** The way of the rows, once nothing is needed any more. */
    Binding binding(TableIdentifier identifier, Table current) {
        List<NestedField> fields = new ArrayList<>();
        Set<Integer> key = new HashSet<>();
        Schema lake = current.schema();
        for (Column column : columns) {
            NestedField field = lake.findField(column.name());
            boolean identifying = lake.identifierFieldIds().contains(field.fieldId());
            if (identifying) {
                key.add(field.fieldId());
            }
            fields.add(NestedField.from(field)
                    .ofType(column.type())
                    .isOptional(field.isOptional())
                    .build());
        }
        int[] positions = columns.stream().mapToInt(Column::position).toArray();
        return new Binding(
                identifier, new Schema(fields, key), current.spec(), Partitions.mayMoveRows(current), positions);
    }

    @Override
    public String toString() {
        return columns.stream()
                .filter(column -> column.need() != Need.NOTHING)
                .map(column -> column.need() + " " + column.name() + " " + column.type())
                .collect(Collectors.joining(", "));
    }
}
