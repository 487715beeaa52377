package io.lakespan.glue;

import io.lakespan.model.AnnotationParameters;
import io.lakespan.model.Column;
import io.lakespan.model.Modification;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Storage;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.model.ViewText;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** Glue's tables as the model's; the SDK's nulls end here. */
final class GlueTables {
    private static final String FIRST = "0";
    private static final String LAST_MODIFIED_BY = "last_modified_by";

    private GlueTables() {}

    static Versioned<io.lakespan.model.Table> fromGlue(Table table) {
        TableFormat format = GlueFormats.of(table);
        SortedMap<String, String> parameters = Parameters.open(table.parameters());
        parameters.remove(MirrorPartitioning.PARAMETER);
        io.lakespan.model.Table model = io.lakespan.model.Table.of(ref(table), format, schema(table))
                .withUuid(Texts.present(table.parameters().get(Parameters.UUID)))
                .withLocation(storage(table).flatMap(storage -> Texts.present(storage.location())))
                .withDescription(Texts.present(table.description())
                        .or(() -> Texts.present(table.parameters().get(Parameters.COMMENT))))
                .withOwner(Texts.present(table.owner()))
                .withParameters(parameters)
                .withStorage(storage(table).map(GlueStorage::fromGlue).orElse(Storage.none()))
                .withView(format == TableFormat.VIEW ? view(table) : Optional.empty());
        return new Versioned<>(AnnotationParameters.read(model), version(table), modified(table));
    }

    static TableRef ref(Table table) {
        return TableRef.of(table.databaseName(), table.name());
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

    /** All columns that Glue has, partition keys last. */
    static List<software.amazon.awssdk.services.glue.model.Column> columns(Table table) {
        return Stream.concat(
                        storage(table).stream().flatMap(storage -> storage.columns().stream()),
                        table.partitionKeys().stream())
                .toList();
    }

    private static Schema schema(Table table) {
        List<Column> columns = columns(table).stream()
                .filter(GlueColumns::isCurrent)
                .map(GlueColumns::fromGlue)
                .toList();
        return new Schema(columns, partitioning(table));
    }

    private static List<PartitionField> partitioning(Table table) {
        String copied = table.parameters().get(MirrorPartitioning.PARAMETER);
        return copied != null
                ? MirrorPartitioning.parse(copied)
                : table.partitionKeys().stream()
                        .map(key -> PartitionField.identity(key.name()))
                        .toList();
    }

    private static Optional<ViewText> view(Table table) {
        return Texts.present(table.viewOriginalText())
                .map(text -> new ViewText(text, Texts.present(table.viewExpandedText())));
    }

    /** Glue names the creator of a table alone; whoever changed it later is named where Hive's clients left a name. */
    private static Optional<Modification> modified(Table table) {
        Optional<String> by = Texts.present(table.parameters().get(LAST_MODIFIED_BY))
                .or(() -> Texts.present(table.createdBy())
                        .filter(creator -> Objects.equals(table.createTime(), table.updateTime())));
        return Optional.ofNullable(table.updateTime()).map(at -> new Modification(at, by));
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
