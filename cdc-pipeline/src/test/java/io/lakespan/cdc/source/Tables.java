package io.lakespan.cdc.source;

import io.lakespan.model.TableRef;
import java.util.List;
import java.util.Optional;

/** Source tables for tests, made as a server would describe them. */
public final class Tables {
    private Tables() {}

    /** A column that is {@code data type|declaration}, such as {@code decimal|decimal(10,2)}. */
    public static SourceColumn column(String name, String type, int precision, int scale) {
        String[] parts = type.split("\\|");
        ColumnTypes.Typed typed = new ColumnTypes(false)
                .find(parts[0], parts[parts.length - 1], precision, scale)
                .orElseThrow();
        return new SourceColumn(
                name, parts[parts.length - 1], typed.kind(), typed.type(), 0, true, Optional.of("about " + name));
    }

    public static SourceColumn column(String name, String type) {
        return column(name, type, 0, 0);
    }

    public static SourceTable table(String name, List<String> key, SourceColumn... columns) {
        return new SourceTable("shop", name, Optional.of("about " + name), List.of(columns), key, 0);
    }

    public static RoutedTable routed(SourceTable table) {
        return new RoutedTable(table, TableRef.of("lake", table.name()), table.comment());
    }
}
