package io.lakespan.glue;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.AnnotationParameters;
import io.lakespan.model.Column;
import io.lakespan.model.KeptTexts;
import io.lakespan.model.Mirror;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Storage;
import io.lakespan.model.TableFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** What Glue is given for a table of the model; whatever the model does not know stays as it is. */
final class GlueTableInputs {
    private static final String ICEBERG = "ICEBERG";

    private GlueTableInputs() {}

    /** Of a table that is not there yet. */
    static TableInput created(io.lakespan.model.Table table) {
        requireCreatable(table);
        return made(table);
    }

    /** Of a table that is not there yet, by the engine that writes it. */
    static TableInput registered(io.lakespan.model.Table table) {
        return made(table);
    }

    /** Of a table that is there, by the engine that writes it. */
    static TableInput registered(Table current, io.lakespan.model.Table table) {
        requireIdentityPartitioning(table);
        return GlueLimits.checked(table.ref(), whole(same(current), table, Map.of()));
    }

    private static TableInput made(io.lakespan.model.Table table) {
        requireIdentityPartitioning(table);
        boolean unsaid = table.format() == TableFormat.HIVE && table.storage().equals(Storage.none());
        TableInput bare = TableInput.builder()
                .name(table.ref().name())
                // Hive drops the data of a managed table with its entry, so none is ever made.
                .tableType(table.format() == TableFormat.VIEW ? "VIRTUAL_VIEW" : "EXTERNAL_TABLE")
                .storageDescriptor(StorageDescriptor.builder().build())
                .build();
        TableInput input = whole(
                bare,
                unsaid ? table.withStorage(GlueStorage.DEFAULT) : table,
                unsaid ? Map.of("EXTERNAL", "TRUE", "classification", "parquet") : Map.of());
        if (GlueFormats.of(input) != table.format()) {
            throw unsupported(table, "an entry made of it would be taken for " + GlueFormats.of(input));
        }
        return GlueLimits.checked(table.ref(), input);
    }

    /** Of a table that is there. */
    static TableInput updated(Table current, io.lakespan.model.Table table) {
        if (table.format() != GlueFormats.of(current)) {
            throw unsupported(
                    table, "it is " + GlueFormats.of(current) + " in Glue and cannot become " + table.format());
        }
        if (current.viewDefinition() != null) {
            throw unsupported(table, "a view of several dialects cannot be written back whole");
        }
        return GlueLimits.checked(table.ref(), merged(current, table));
    }

    private static TableInput merged(Table current, io.lakespan.model.Table table) {
        boolean copy = Mirror.of(table).isPresent() && current.parameters().containsKey(Mirror.PARAMETER);
        if (!copy && isEngines(table.format())) {
            return described(same(current), table);
        }
        requireIdentityPartitioning(table);
        return whole(same(current), table, Map.of());
    }

    /** Whether schema, place and parameters are the engine's, to be written by nobody else. */
    private static boolean isEngines(TableFormat format) {
        return switch (format) {
            case ICEBERG, HUDI, UNKNOWN -> true;
            case HIVE, VIEW -> false;
        };
    }

    private static TableInput same(Table table) {
        return TableInput.builder()
                .name(table.name())
                .lastAccessTime(table.lastAccessTime())
                .lastAnalyzedTime(table.lastAnalyzedTime())
                .retention(table.retention())
                .storageDescriptor(table.storageDescriptor())
                .partitionKeys(table.hasPartitionKeys() ? table.partitionKeys() : null)
                .viewOriginalText(table.viewOriginalText())
                .viewExpandedText(table.viewExpandedText())
                .tableType(table.tableType())
                .parameters(table.hasParameters() ? table.parameters() : null)
                .targetTable(table.targetTable())
                .build();
    }

    /** Everything as it is but what people write: texts, owner and annotations. */
    private static TableInput described(TableInput input, io.lakespan.model.Table table) {
        SortedMap<String, String> parameters = new TreeMap<>(input.parameters());
        parameters.keySet().removeIf(key -> AnnotationParameters.holds(key) || KeptTexts.holds(key));
        parameters.putAll(AnnotationParameters.stored(table.withParameters(Map.of())));
        // Where Hive's text stands beside Glue's, both say the same.
        parameters.computeIfPresent(
                Parameters.COMMENT, (key, old) -> table.description().orElse(null));
        return input.toBuilder()
                .description(table.description().orElse(null))
                .owner(table.owner().orElse(null))
                .storageDescriptor(
                        input.storageDescriptor() == null ? null : described(input.storageDescriptor(), table))
                .partitionKeys(
                        input.hasPartitionKeys()
                                ? input.partitionKeys().stream()
                                        .map(key -> GlueColumns.described(key, table))
                                        .toList()
                                : null)
                .parameters(input.hasParameters() || !parameters.isEmpty() ? parameters : null)
                .build();
    }

    private static StorageDescriptor described(StorageDescriptor storage, io.lakespan.model.Table table) {
        return !storage.hasColumns()
                ? storage
                : storage.toBuilder()
                        .columns(storage.columns().stream()
                                .map(column -> GlueColumns.described(column, table))
                                .toList())
                        .build();
    }

    /** Everything that the model knows as the model has it. */
    private static TableInput whole(TableInput current, io.lakespan.model.Table table, Map<String, String> additions) {
        SortedMap<String, String> parameters = new TreeMap<>(additions);
        parameters.putAll(parameters(current.parameters(), table));
        TableInput.Builder input = current.toBuilder()
                .description(table.description().orElse(null))
                .owner(table.owner().orElse(null))
                .parameters(parameters);
        table.view().ifPresent(text -> input.viewOriginalText(text.original())
                .viewExpandedText(text.expanded().orElse(null)));
        return withColumns(input.build(), table);
    }

    private static SortedMap<String, String> parameters(Map<String, String> current, io.lakespan.model.Table table) {
        SortedMap<String, String> parameters = Parameters.open(AnnotationParameters.stored(table));
        parameters.computeIfPresent(
                Parameters.COMMENT, (key, old) -> table.description().orElse(null));
        if (isEngines(table.format())) {
            copied(table, parameters);
        } else {
            parameters.keySet().removeIf(Parameters::isOfFormat);
            current.keySet().stream()
                    .filter(Parameters::isOfFormat)
                    .forEach(key -> parameters.put(key, current.get(key)));
        }
        parameters.putAll(Parameters.hidden(current));
        return parameters;
    }

    /** What a copy needs beyond its original's parameters to be taken for the same. */
    private static void copied(io.lakespan.model.Table table, SortedMap<String, String> parameters) {
        table.uuid().ifPresent(uuid -> parameters.put(Parameters.UUID, uuid));
        if (table.format() == TableFormat.ICEBERG) {
            parameters.merge(
                    Parameters.TABLE_TYPE, ICEBERG, (given, wanted) -> given.equalsIgnoreCase(wanted) ? given : wanted);
            parameters.put(
                    MirrorPartitioning.PARAMETER,
                    MirrorPartitioning.text(table.schema().partitioning()));
        }
    }

    private static TableInput withColumns(TableInput input, io.lakespan.model.Table table) {
        // An Iceberg table's partition columns are columns like the others.
        List<String> keys = table.format() == TableFormat.ICEBERG
                ? List.of()
                : table.schema().partitioning().stream()
                        .map(PartitionField::column)
                        .toList();
        List<software.amazon.awssdk.services.glue.model.Column> current = currentColumns(input);
        StorageDescriptor before =
                input.storageDescriptor() == null ? StorageDescriptor.builder().build() : input.storageDescriptor();
        StorageDescriptor storage = GlueStorage.merged(before, table.storage()).toBuilder()
                .location(table.location().orElse(null))
                .columns(table.schema().columns().stream()
                        .filter(column -> !keys.contains(column.name()))
                        .map(column -> column(column, current, table.format()))
                        .toList())
                .build();
        return input.toBuilder()
                .storageDescriptor(storage)
                .partitionKeys(keys.stream()
                        .flatMap(key -> table.schema().column(key).stream())
                        .map(column -> GlueColumns.toGlue(column, current))
                        .toList())
                .build();
    }

    private static software.amazon.awssdk.services.glue.model.Column column(
            Column column, List<software.amazon.awssdk.services.glue.model.Column> current, TableFormat format) {
        return format == TableFormat.ICEBERG
                ? GlueColumns.copied(column, current)
                : GlueColumns.toGlue(column, current);
    }

    private static List<software.amazon.awssdk.services.glue.model.Column> currentColumns(TableInput input) {
        return GlueTables.columns(Table.builder()
                .storageDescriptor(input.storageDescriptor())
                .partitionKeys(input.partitionKeys())
                .build());
    }

    private static void requireCreatable(io.lakespan.model.Table table) {
        if (table.format() == TableFormat.VIEW && table.view().isEmpty()) {
            throw unsupported(table, "it is a view without a text");
        }
        if (isEngines(table.format()) && Mirror.of(table).isEmpty()) {
            throw unsupported(table, "a table of format " + table.format() + " is made by its own engine, not in Glue");
        }
        if (table.format() == TableFormat.ICEBERG && !table.parameters().containsKey(Parameters.METADATA_LOCATION)) {
            throw unsupported(table, "a copy of an Iceberg table needs a " + Parameters.METADATA_LOCATION);
        }
    }

    private static void requireIdentityPartitioning(io.lakespan.model.Table table) {
        if (table.format() == TableFormat.ICEBERG) {
            return;
        }
        table.schema().partitioning().stream()
                .filter(field -> !field.equals(PartitionField.identity(field.column())))
                .findFirst()
                .ifPresent(field -> {
                    throw unsupported(table, "Hive's tables have no partitioning by " + field.transform());
                });
    }

    private static BridgeException unsupported(io.lakespan.model.Table table, String why) {
        return new BridgeException(
                ErrorCode.UNSUPPORTED, "table " + table.ref() + " cannot be written to Glue: " + why);
    }
}
