package io.lakespan.sync;

import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * One aspect of a table that is compared and merged on its own.
 *
 * <p>What belongs to the table format is set by the left, technical side alone; everything else may change on either
 * side.
 */
public enum Facet {
    SCHEMA(true, Facet::columns, Facet::copyColumns),
    PARTITIONING(
            true,
            Facet::partitioning,
            (from, onto) -> onto.withSchema(
                    new Schema(onto.schema().columns(), from.schema().partitioning()))),
    LOCATION(true, Table::location, (from, onto) -> onto.withLocation(from.location())),
    FORMAT(true, Facet::format, (from, onto) -> onto.withFormat(from.format()).withUuid(from.uuid())),
    DESCRIPTION(false, Table::description, (from, onto) -> onto.withDescription(from.description())),
    COLUMN_DESCRIPTIONS(false, Facet::columnDescriptions, Facet::copyColumnDescriptions),
    OWNER(false, Table::owner, (from, onto) -> onto.withOwner(from.owner()));

    private record FormatValue(TableFormat format, Optional<String> uuid) {}

    private final boolean ownedByFormat;
    private final Function<Table, Object> value;
    private final BinaryOperator<Table> copy;

    Facet(boolean ownedByFormat, Function<Table, Object> value, BinaryOperator<Table> copy) {
        this.ownedByFormat = ownedByFormat;
        this.value = value;
        this.copy = copy;
    }

    /** Whether the left side is the authority. */
    public boolean ownedByFormat() {
        return ownedByFormat;
    }

    /** The facet's value, with {@code equals} and a {@code toString} for people. */
    public Object of(Table table) {
        return value.apply(table);
    }

    /** The second table with this facet taken from the first. */
    public Table copy(Table from, Table onto) {
        return copy.apply(from, onto);
    }

    private static List<Column> columns(Table table) {
        return table.schema().columns().stream()
                .map(column -> column.withDescription(Optional.empty()))
                .toList();
    }

    private static List<PartitionField> partitioning(Table table) {
        return table.schema().partitioning();
    }

    private static FormatValue format(Table table) {
        return new FormatValue(table.format(), table.uuid());
    }

    private static SortedMap<String, String> columnDescriptions(Table table) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Column column : table.schema().columns()) {
            column.description().ifPresent(text -> texts.put(column.name(), text));
        }
        return texts;
    }

    private static Table copyColumns(Table from, Table onto) {
        List<Column> columns = from.schema().columns().stream()
                .map(column -> column.withDescription(counterpart(column, onto).flatMap(Column::description)))
                .toList();
        return onto.withSchema(onto.schema().withColumns(columns));
    }

    /** The same column on the other side: by the format's identity, which survives a rename, else by name. */
    private static Optional<Column> counterpart(Column column, Table other) {
        return other.schema().columns().stream()
                .filter(candidate -> same(column, candidate))
                .findFirst();
    }

    private static boolean same(Column one, Column other) {
        if (one.fieldId().isPresent() && other.fieldId().isPresent()) {
            return one.fieldId().equals(other.fieldId());
        }
        return one.name().equalsIgnoreCase(other.name());
    }

    private static Table copyColumnDescriptions(Table from, Table onto) {
        Map<String, String> texts = columnDescriptions(from);
        List<Column> columns = onto.schema().columns().stream()
                .map(column -> column.withDescription(Optional.ofNullable(texts.get(column.name()))))
                .toList();
        return onto.withSchema(onto.schema().withColumns(columns));
    }
}
