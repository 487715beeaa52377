package io.lakespan.atlas;

import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Modification;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Storage;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.model.ViewText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Entities as tables.
 *
 * <p>A description is kept in both {@code description}, which Atlas's web interface edits, and {@code comment}, which the
 * Hive hook writes; when they differ, {@code description} is what is read.
 */
final class TableReader {
    private final AnnotationReader annotations;

    TableReader(AnnotationReader annotations) {
        this.annotations = annotations;
    }

    Versioned<Table> versioned(TableRef ref, AtlasEntity entity) {
        Table table = table(ref, entity);
        return new Versioned<>(table, version(entity, table), Optional.of(modified(entity)));
    }

    /** A table entered by its name alone, because a job uses it, until the sync describes it. */
    static boolean shell(AtlasEntity entity) {
        return entity.custom(CustomAttributes.SHELL).filter("true"::equals).isPresent();
    }

    Version version(TableRef ref, AtlasEntity entity) {
        return version(entity, table(ref, entity));
    }

    /**
     * A column or the storage can be edited without its table noticing, and terms and business attributes come and go
     * without any time changing: the version covers all of them.
     */
    private static Version version(AtlasEntity entity, Table table) {
        long partsAt =
                entity.parts().stream().mapToLong(AtlasEntity::updatedAt).max().orElse(0);
        return new TableVersion(
                        entity.guid(),
                        entity.updatedAt(),
                        entity.columns().size(),
                        partsAt,
                        AnnotationDigest.of(annotations(table)))
                .version();
    }

    private static SortedMap<String, Annotations> annotations(Table table) {
        SortedMap<String, Annotations> annotations = new TreeMap<>();
        annotations.put(AnnotationDigest.TABLE, table.annotations());
        table.schema().columns().forEach(column -> annotations.put(column.name(), column.annotations()));
        return annotations;
    }

    private static Modification modified(AtlasEntity table) {
        AtlasEntity last = Stream.concat(Stream.of(table), table.parts().stream())
                .max(Comparator.comparingLong(AtlasEntity::updatedAt))
                .orElse(table);
        return new Modification(Instant.ofEpochMilli(last.updatedAt()), last.updatedBy());
    }

    Table table(TableRef ref, AtlasEntity entity) {
        TableFormat format = TableKinds.format(entity);
        Optional<AtlasEntity> storage = entity.storage();
        return Table.of(ref, format, schema(entity, format))
                .withUuid(CustomAttributes.text(entity, CustomAttributes.TABLE_UUID))
                .withLocation(storage.flatMap(present -> present.text("location")))
                .withDescription(description(entity))
                .withOwner(entity.text("owner"))
                .withParameters(parameters(ref, entity))
                .withAnnotations(annotations.of(entity))
                .withStorage(storage.map(StorageEntities::read).orElse(Storage.none()))
                .withView(view(entity));
    }

    /** A name that somebody changed by hand is shown as a parameter that no table has, so that the sync sets it right. */
    private static SortedMap<String, String> parameters(TableRef ref, AtlasEntity entity) {
        SortedMap<String, String> parameters = new TreeMap<>(entity.map("parameters"));
        if (!entity.name().equalsIgnoreCase(ref.name())) {
            parameters.put("name of the entity", entity.name());
        }
        return parameters;
    }

    private static Optional<ViewText> view(AtlasEntity entity) {
        Optional<String> original = entity.text("viewOriginalText");
        Optional<String> expanded = entity.text("viewExpandedText");
        return original.isEmpty() && expanded.isEmpty()
                ? Optional.empty()
                : Optional.of(new ViewText(original.orElse(""), expanded));
    }

    private Schema schema(AtlasEntity entity, TableFormat format) {
        List<Column> columns = entity.columns().stream().map(this::column).toList();
        List<String> fields = CustomAttributes.texts(entity, CustomAttributes.PARTITION_FIELDS);
        return new Schema(
                columns,
                fields.isEmpty() && TableKinds.hasPartitionKeys(format)
                        ? partitionKeys(entity)
                        : fields.stream().map(TableReader::field).toList());
    }

    private static List<PartitionField> partitionKeys(AtlasEntity entity) {
        return entity.partitionKeys().stream()
                .map(key -> PartitionField.identity(key.name()))
                .toList();
    }

    private Column column(AtlasEntity entity) {
        Column column = Column.of(columnName(entity), entity.text("type").orElse(""))
                .withDescription(description(entity))
                .withFieldId(CustomAttributes.text(entity, CustomAttributes.FIELD_ID))
                .withAnnotations(annotations.of(entity));
        boolean required = CustomAttributes.text(entity, CustomAttributes.REQUIRED)
                .filter("true"::equals)
                .isPresent();
        return required ? column.withRequired() : column;
    }

    /** A column that lost its name by hand is still there, to be set right. */
    private static String columnName(AtlasEntity column) {
        return column.name().isEmpty() ? column.guid() : column.name();
    }

    private static PartitionField field(String text) {
        int open = text.indexOf('(');
        if (open <= 0 || !text.endsWith(")")) {
            return new PartitionField(text, "unreadable");
        }
        return new PartitionField(text.substring(open + 1, text.length() - 1), text.substring(0, open));
    }

    /** A description that somebody emptied is none, whatever the comment still says. */
    static Optional<String> description(AtlasEntity entity) {
        return entity.emptied("description") ? Optional.empty() : written(entity);
    }

    private static Optional<String> written(AtlasEntity entity) {
        return entity.text("description").or(() -> entity.text("comment"));
    }
}
