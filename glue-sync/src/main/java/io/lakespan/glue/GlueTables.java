package io.lakespan.glue;

import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Glue's tables as the model's, and back; the SDK's nulls end here. */
final class GlueTables {
    private static final String COMMENT = "comment";
    private static final String FIRST = "0";
    private static final String UUID = "uuid";
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

    private GlueTables() {}

    static Versioned<io.lakespan.model.Table> fromGlue(Table table) {
        io.lakespan.model.Table model = io.lakespan.model.Table.of(
                        TableRef.of(table.databaseName(), table.name()), GlueFormats.of(table), schema(table))
                .withUuid(Texts.present(table.parameters().get(UUID)))
                .withLocation(storage(table).flatMap(storage -> Texts.present(storage.location())))
                .withDescription(Texts.present(table.description())
                        .or(() -> Texts.present(table.parameters().get(COMMENT))))
                .withOwner(Texts.present(table.owner()))
                .withParameters(Parameters.open(table.parameters()));
        return Versioned.of(model, version(table));
    }

    /** Names the table's creation too: a table made anew begins its versions anew. */
    static Version version(Table table) {
        return version(table, Texts.present(table.versionId()).orElse(""));
    }

    /**
     * The version after a write to this table, of which Glue tells nothing: what is found then, if no other write came
     * between, or else one that is no version of any table, so that nobody takes the other's change for seen.
     */
    static Version after(Table written, Table found) {
        boolean own = following(written.versionId()).equals(Optional.ofNullable(found.versionId()))
                && Objects.equals(written.createTime(), found.createTime());
        return own ? version(found) : version(written, "after " + written.versionId());
    }

    /** As {@link #after}, of a table just created. */
    static Version afterCreation(Table found) {
        return FIRST.equals(found.versionId()) ? version(found) : version(found, "before " + found.versionId());
    }

    static TableInput create(io.lakespan.model.Table table) {
        TableInput.Builder input = TableInput.builder()
                .name(table.ref().name())
                .tableType("EXTERNAL_TABLE")
                .parameters(new TreeMap<>(Map.of("EXTERNAL", "TRUE", "classification", "parquet")));
        StorageDescriptor parquet = StorageDescriptor.builder()
                .inputFormat(PARQUET + "MapredParquetInputFormat")
                .outputFormat(PARQUET + "MapredParquetOutputFormat")
                .serdeInfo(serde -> serde.serializationLibrary(PARQUET + "serde.ParquetHiveSerDe"))
                .build();
        return withContent(withTexts(input.storageDescriptor(parquet).build(), table), table, List.of());
    }

    /** Everything a table has but the texts, which are the model's. */
    static TableInput described(Table current, io.lakespan.model.Table table) {
        return withTexts(same(current), table);
    }

    /** As {@link #described}, with columns, partition keys, location and parameters of the model too. */
    static TableInput replaced(Table current, io.lakespan.model.Table table) {
        return withContent(described(current, table), table, columns(current));
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

    private static TableInput withTexts(TableInput input, io.lakespan.model.Table table) {
        Map<String, String> parameters = new TreeMap<>(input.parameters());
        // Where Hive's text stands beside Glue's, both say the same.
        parameters.computeIfPresent(COMMENT, (key, old) -> table.description().orElse(null));
        return input.toBuilder()
                .description(table.description().orElse(null))
                .owner(table.owner().orElse(null))
                .parameters(input.hasParameters() ? parameters : null)
                .build();
    }

    private static TableInput withContent(
            TableInput input,
            io.lakespan.model.Table table,
            List<software.amazon.awssdk.services.glue.model.Column> current) {
        List<String> keys = table.schema().partitioning().stream()
                .map(PartitionField::column)
                .toList();
        List<Column> columns = table.schema().columns();
        StorageDescriptor storage = input.storageDescriptor().toBuilder()
                .location(table.location().orElse(null))
                .columns(columns.stream()
                        .filter(column -> !keys.contains(column.name()))
                        .map(column -> GlueColumns.toGlue(column, current))
                        .toList())
                .build();
        Map<String, String> parameters = new TreeMap<>(input.parameters());
        table.parameters().forEach((key, value) -> {
            if (!key.equals(COMMENT)) {
                parameters.put(key, value);
            }
        });
        return input.toBuilder()
                .storageDescriptor(storage)
                .partitionKeys(keys.stream()
                        .flatMap(key -> table.schema().column(key).stream())
                        .map(column -> GlueColumns.toGlue(column, current))
                        .toList())
                .parameters(parameters)
                .build();
    }

    private static Schema schema(Table table) {
        List<Column> columns = columns(table).stream()
                .filter(GlueColumns::isCurrent)
                .map(GlueColumns::fromGlue)
                .toList();
        List<PartitionField> partitioning = table.partitionKeys().stream()
                .map(key -> PartitionField.identity(key.name()))
                .toList();
        return new Schema(columns, partitioning);
    }

    private static List<software.amazon.awssdk.services.glue.model.Column> columns(Table table) {
        return Stream.concat(
                        storage(table).stream().flatMap(storage -> storage.columns().stream()),
                        table.partitionKeys().stream())
                .toList();
    }

    private static Optional<StorageDescriptor> storage(Table table) {
        return Optional.ofNullable(table.storageDescriptor());
    }

    private static Version version(Table table, String id) {
        long created = Optional.ofNullable(table.createTime())
                .map(Instant::toEpochMilli)
                .orElse(0L);
        return Version.of(id + "@" + created);
    }

    private static Optional<String> following(String versionId) {
        try {
            return Optional.of(Long.toString(Long.parseLong(versionId) + 1));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
