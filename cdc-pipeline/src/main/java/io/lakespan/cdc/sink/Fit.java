package io.lakespan.cdc.sink;

import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.cdc.source.SourceColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Whether an Iceberg table that is there can take a source's rows. */
final class Fit {
    private static final int FORMAT_WITH_ROW_DELETES = 2;

    private Fit() {}

    /** A line for each reason why not. */
    static List<String> findings(RoutedTable routed, Table table) {
        List<String> reasons = new ArrayList<>(lastingReasons(routed, table));
        routed.source().columns().forEach(column -> column(column, table.schema())
                .ifPresent(reasons::add));
        required(routed, table.schema()).ifPresent(reasons::add);
        return lines(routed, reasons);
    }

    /** A line for each reason that no change of columns can mend. */
    static List<String> lasting(RoutedTable routed, Table table) {
        return lines(routed, lastingReasons(routed, table));
    }

    private static List<String> lastingReasons(RoutedTable routed, Table table) {
        List<String> reasons = new ArrayList<>();
        format(table).ifPresent(reasons::add);
        key(routed, table.schema()).ifPresent(reasons::add);
        return reasons;
    }

    private static List<String> lines(RoutedTable routed, List<String> reasons) {
        return reasons.stream()
                .map(reason -> routed.misfit(reason) + "; drop it, alter it, or route to another")
                .toList();
    }

    private static Optional<String> format(Table table) {
        int version = ((HasTableOperations) table).operations().current().formatVersion();
        return version >= FORMAT_WITH_ROW_DELETES
                ? Optional.empty()
                : Optional.of("it has Iceberg format version " + version + ", and deletes of rows need 2");
    }

    private static Optional<String> key(RoutedTable routed, Schema schema) {
        Set<String> expected = routed.source().lakeKey();
        Set<String> found = new TreeSet<>(schema.identifierFieldNames());
        return found.equals(expected)
                ? Optional.empty()
                : Optional.of("its identifier fields are " + found + ", the source's key is " + expected);
    }

    private static Optional<String> column(SourceColumn column, Schema schema) {
        Types.NestedField field = schema.findField(column.lakeName());
        if (field == null) {
            return Optional.of("it has no column " + column.lakeName());
        }
        Type expected = IcebergSchemas.type(column.type());
        return field.type().equals(expected)
                ? Optional.empty()
                : Optional.of("its column " + field.name() + " is " + field.type() + ", not " + expected);
    }

    private static Optional<String> required(RoutedTable routed, Schema schema) {
        Set<String> given =
                routed.source().columns().stream().map(SourceColumn::lakeName).collect(Collectors.toSet());
        return schema.columns().stream()
                .filter(field -> field.isRequired() && !given.contains(field.name()))
                .findFirst()
                .map(field ->
                        "its column " + field.name() + " must not be empty, and the source has none of that name");
    }
}
