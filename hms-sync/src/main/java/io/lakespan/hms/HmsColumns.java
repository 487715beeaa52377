package io.lakespan.hms;

import io.lakespan.model.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;

/** Columns of the metastore and of the model. */
final class HmsColumns {
    private HmsColumns() {}

    /** The columns, then the partition keys. */
    static List<FieldSchema> all(Table table) {
        return Stream.concat(data(table).stream(), keys(table).stream()).toList();
    }

    static List<FieldSchema> data(Table table) {
        return Optional.ofNullable(table.getSd())
                .map(StorageDescriptor::getCols)
                .orElse(List.of());
    }

    static List<FieldSchema> keys(Table table) {
        return Optional.ofNullable(table.getPartitionKeys()).orElse(List.of());
    }

    static Column fromHms(FieldSchema column) {
        return Column.of(
                        column.getName(),
                        Texts.present(column.getType()).orElse("").toLowerCase(Locale.ROOT))
                .withDescription(Texts.present(column.getComment()));
    }

    /** The column as the metastore is to have it; a type that differs in case alone stays as its engine wrote it. */
    static FieldSchema toHms(Column column, List<FieldSchema> current) {
        String type = named(column.name(), current)
                .map(FieldSchema::getType)
                .filter(column.type()::equalsIgnoreCase)
                .orElse(column.type());
        return new FieldSchema(column.name(), type, column.description().orElse(null));
    }

    /** The same columns with the descriptions of the model's; one that the model lacks keeps its own. */
    static List<FieldSchema> described(List<FieldSchema> current, io.lakespan.model.Schema schema) {
        return current.stream()
                .map(column -> schema.column(column.getName())
                        .map(wanted -> new FieldSchema(
                                column.getName(),
                                column.getType(),
                                wanted.description().orElse(null)))
                        .orElse(column))
                .toList();
    }

    private static Optional<FieldSchema> named(String name, List<FieldSchema> columns) {
        return columns.stream()
                .filter(column -> column.getName().equalsIgnoreCase(name))
                .findFirst();
    }
}
