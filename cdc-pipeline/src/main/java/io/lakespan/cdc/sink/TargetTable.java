package io.lakespan.cdc.sink;

import io.lakespan.cdc.source.RoutedTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;

/** A table of the source bound to the Iceberg table it is written to; travels to the cluster with the job. */
public final class TargetTable implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String sourceDatabase;
    private final String sourceName;
    private final String database;
    private final String name;
    private final Schema schema;
    private final PartitionSpec spec;
    private final TreeSet<String> key;
    private final ArrayList<ColumnBinding> columns;

    private TargetTable(RoutedTable routed, Schema schema, PartitionSpec spec) {
        this.sourceDatabase = routed.source().database();
        this.sourceName = routed.source().name();
        this.database = routed.target().database();
        this.name = routed.target().name();
        this.schema = schema;
        this.spec = spec;
        this.key = new TreeSet<>(schema.identifierFieldNames());
        this.columns = bindings(routed, schema);
    }

    static TargetTable of(RoutedTable routed, Table table) {
        return new TargetTable(routed, table.schema(), table.spec());
    }

    /** In the order of the Iceberg table's columns; one that the source does not have stays empty. */
    private static ArrayList<ColumnBinding> bindings(RoutedTable routed, Schema schema) {
        Map<String, ColumnBinding> known = routed.source().columns().stream()
                .map(ColumnBinding::of)
                .collect(Collectors.toMap(ColumnBinding::lakeName, Function.identity()));
        List<ColumnBinding> bindings = schema.columns().stream()
                .map(Types.NestedField::name)
                .map(column -> known.getOrDefault(column, ColumnBinding.ABSENT))
                .toList();
        return new ArrayList<>(bindings);
    }

    public String sourceDatabase() {
        return sourceDatabase;
    }

    public String sourceName() {
        return sourceName;
    }

    TableIdentifier identifier() {
        return TableIdentifier.of(database, name);
    }

    public Schema schema() {
        return schema;
    }

    PartitionSpec spec() {
        return spec;
    }

    Set<String> key() {
        return key;
    }

    /** The names of the source's columns that are carried. */
    public Set<String> sourceColumns() {
        return columns.stream().map(ColumnBinding::source).collect(Collectors.toSet());
    }

    List<ColumnBinding> columns() {
        return columns;
    }
}
