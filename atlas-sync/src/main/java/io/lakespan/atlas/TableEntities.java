package io.lakespan.atlas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.lineage.QualifiedNames;
import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tables as entities and back.
 *
 * <p>A description is kept in both {@code description}, which Atlas's web interface edits, and {@code comment}, which the
 * Hive hook writes; when they differ, {@code description} is what is read.
 */
final class TableEntities {
    /** Marks a table entered by its name alone, because a job uses it, until the sync describes it. */
    static final String SHELL = "lakespan_shell";

    private static final Set<String> SECRET_WORDS = Set.of("password", "secret", "token", "credential", "access.key");
    private static final String VIEW_TYPE = "VIRTUAL_VIEW";

    private final QualifiedNames names;

    TableEntities(QualifiedNames names) {
        this.names = names;
    }

    static String tableType(TableFormat format) {
        return switch (format) {
            case ICEBERG -> "iceberg_table";
            case HUDI -> "hudi_table";
            case HIVE, VIEW, UNKNOWN -> "hive_table";
        };
    }

    private static String columnType(TableFormat format) {
        return tableType(format).replace("_table", "_column");
    }

    private static boolean ownsIdentity(TableFormat format) {
        return !tableType(format).equals("hive_table");
    }

    /** The request that makes the current entity, if there is one, what the table says. */
    ObjectNode request(Table table, String databaseGuid, Optional<AtlasEntity> current) {
        ObjectNode request = AtlasRest.JSON.createObjectNode();
        ObjectNode referred = request.putObject("referredEntities");
        ObjectNode entity = request.putArray("entities").addObject();
        String guid = current.map(AtlasEntity::guid).orElse("-1");
        entity.put("typeName", tableType(table.format())).put("guid", guid);
        current.filter(TableEntities::shell).ifPresent(shell -> entity.set("customAttributes", unmarked(shell)));
        attributes(entity.putObject("attributes"), table);
        ObjectNode relations = entity.putObject("relationshipAttributes");
        reference(relations.putObject("db"), "hive_db", databaseGuid);
        columns(table, guid, current, relations, referred);
        storage(table, guid, current, relations, referred);
        return request;
    }

    private static ObjectNode unmarked(AtlasEntity shell) {
        return shell.customAttributes().put(SHELL, "false");
    }

    static boolean shell(AtlasEntity entity) {
        return entity.custom(SHELL).filter("true"::equals).isPresent();
    }

    private void attributes(ObjectNode attributes, Table table) {
        attributes.put("qualifiedName", names.table(table.ref()));
        attributes.put("name", table.ref().name());
        describe(attributes, table.description());
        attributes.put("owner", table.owner().orElse(null));
        attributes.put("tableType", kind(table.format()));
        ObjectNode parameters = attributes.putObject("parameters");
        table.parameters().forEach((key, value) -> parameters.put(key, withoutSecret(key, value)));
        if (ownsIdentity(table.format())) {
            attributes.put("tableUuid", table.uuid().orElse(null));
            ArrayNode fields = attributes.putArray("partitionFields");
            table.schema().partitioning().forEach(field -> fields.add(field.transform() + "(" + field.column() + ")"));
        }
    }

    private static void describe(ObjectNode attributes, Optional<String> description) {
        attributes.put("description", description.orElse(null));
        attributes.put("comment", description.orElse(null));
    }

    private static String kind(TableFormat format) {
        return switch (format) {
            case VIEW -> VIEW_TYPE;
            case UNKNOWN -> "UNKNOWN";
            case HIVE, ICEBERG, HUDI -> "EXTERNAL_TABLE";
        };
    }

    /** A generic Flink table keeps its connector's password in its parameters; it goes no further. */
    private static String withoutSecret(String key, String value) {
        String folded = key.toLowerCase(Locale.ROOT);
        return SECRET_WORDS.stream().anyMatch(folded::contains) ? "******" : value;
    }

    private void columns(
            Table table, String tableGuid, Optional<AtlasEntity> current, ObjectNode relations, ObjectNode referred) {
        List<AtlasEntity> existing = current.map(TableEntities::allColumns).orElse(List.of());
        ArrayNode columns = relations.putArray("columns");
        ArrayNode keys = relations.putArray("partitionKeys");
        Set<String> partitionKeys = partitionKeys(table);
        int position = 0;
        for (Column column : table.schema().columns()) {
            String guid = counterpart(column, existing).map(AtlasEntity::guid).orElse("-" + (position + 10));
            boolean key = partitionKeys.contains(column.name());
            reference((key ? keys : columns).addObject(), columnType(table.format()), guid);
            column(referred.putObject(guid).put("guid", guid), table, column, position);
            ObjectNode owner = tableOf(referred, guid);
            reference(owner, tableType(table.format()), tableGuid);
            // Both relationships end in the column's attribute 'table'; unnamed, Atlas takes the columns' one.
            owner.put("relationshipType", key ? "hive_table_partitionkeys" : "hive_table_columns");
            position++;
        }
    }

    private static ObjectNode tableOf(ObjectNode referred, String guid) {
        return ((ObjectNode) referred.get(guid))
                .putObject("relationshipAttributes")
                .putObject("table");
    }

    /** Only Hive keeps its partition keys apart from the columns. */
    private static Set<String> partitionKeys(Table table) {
        if (ownsIdentity(table.format())) {
            return Set.of();
        }
        return table.schema().partitioning().stream()
                .map(PartitionField::column)
                .collect(Collectors.toSet());
    }

    private void column(ObjectNode entity, Table table, Column column, int position) {
        entity.put("typeName", columnType(table.format()));
        ObjectNode attributes = entity.putObject("attributes");
        attributes.put("qualifiedName", names.column(table.ref(), column.name()));
        attributes.put("name", column.name());
        attributes.put("type", column.type());
        attributes.put("position", position);
        attributes.put("owner", table.owner().orElse(null));
        describe(attributes, column.description());
        if (ownsIdentity(table.format())) {
            attributes.put("fieldId", column.fieldId().orElse(null));
            attributes.put("required", column.required());
        }
    }

    /** The same column as Atlas knows it: by the format's identity, so that a rename keeps the guid, else by name. */
    private static Optional<AtlasEntity> counterpart(Column column, List<AtlasEntity> existing) {
        return existing.stream()
                .filter(entity ->
                        column.fieldId().isPresent() && entity.text("fieldId").isPresent()
                                ? column.fieldId().equals(entity.text("fieldId"))
                                : entity.name().equalsIgnoreCase(column.name()))
                .findFirst();
    }

    private void storage(
            Table table, String tableGuid, Optional<AtlasEntity> current, ObjectNode relations, ObjectNode referred) {
        String guid =
                current.flatMap(TableEntities::storage).map(AtlasEntity::guid).orElse("-2");
        reference(relations.putObject("sd"), "hive_storagedesc", guid);
        ObjectNode storage = referred.putObject(guid).put("guid", guid).put("typeName", "hive_storagedesc");
        storage.putObject("attributes")
                .put("qualifiedName", names.storage(table.ref()))
                .put("location", table.location().orElse(null))
                .put("compressed", false);
        reference(tableOf(referred, guid), tableType(table.format()), tableGuid);
    }

    private static void reference(ObjectNode reference, String type, String guid) {
        reference.put("typeName", type).put("guid", guid);
    }

    private static Optional<AtlasEntity> storage(AtlasEntity table) {
        return table.owned("sd").stream().findFirst();
    }

    static List<AtlasEntity> allColumns(AtlasEntity table) {
        List<AtlasEntity> columns = new ArrayList<>(table.owned("partitionKeys"));
        Set<String> keys = columns.stream().map(AtlasEntity::guid).collect(Collectors.toSet());
        // Writers that leave the relationship unnamed put their partition keys among the columns too.
        table.owned("columns").stream()
                .filter(column -> !keys.contains(column.guid()))
                .forEach(columns::add);
        columns.sort(Comparator.comparingInt(column -> column.number("position")));
        return columns;
    }

    /** The table an entity describes. */
    Table table(TableRef ref, AtlasEntity entity) {
        TableFormat format = format(entity);
        return Table.of(ref, format, schema(entity, format))
                .withUuid(entity.text("tableUuid"))
                .withLocation(storage(entity).flatMap(storage -> storage.text("location")))
                .withDescription(description(entity))
                .withOwner(entity.text("owner"))
                .withParameters(entity.map("parameters"));
    }

    private static TableFormat format(AtlasEntity entity) {
        return switch (entity.type()) {
            case "iceberg_table" -> TableFormat.ICEBERG;
            case "hudi_table" -> TableFormat.HUDI;
            default -> hiveFormat(entity.text("tableType").orElse(""));
        };
    }

    private static TableFormat hiveFormat(String tableType) {
        return switch (tableType) {
            case VIEW_TYPE -> TableFormat.VIEW;
            case "UNKNOWN" -> TableFormat.UNKNOWN;
            default -> TableFormat.HIVE;
        };
    }

    private static Schema schema(AtlasEntity entity, TableFormat format) {
        List<Column> columns =
                allColumns(entity).stream().map(TableEntities::column).toList();
        List<PartitionField> fields = ownsIdentity(format)
                ? entity.texts("partitionFields").stream()
                        .map(TableEntities::field)
                        .toList()
                : entity.owned("partitionKeys").stream()
                        .sorted(Comparator.comparingInt(key -> key.number("position")))
                        .map(key -> PartitionField.identity(key.name()))
                        .toList();
        return new Schema(columns, fields);
    }

    private static Column column(AtlasEntity entity) {
        Column column = Column.of(entity.name(), entity.text("type").orElse("string"))
                .withDescription(description(entity))
                .withFieldId(entity.text("fieldId"));
        return entity.flag("required") ? column.withRequired() : column;
    }

    private static PartitionField field(String text) {
        int open = text.indexOf('(');
        return new PartitionField(text.substring(open + 1, text.length() - 1), text.substring(0, open));
    }

    private static Optional<String> description(AtlasEntity entity) {
        return entity.text("description").or(() -> entity.text("comment"));
    }

    /** The parameters of a database, without secrets. */
    static ObjectNode parameters(Map<String, String> values) {
        ObjectNode parameters = AtlasRest.JSON.createObjectNode();
        values.forEach((key, value) -> parameters.put(key, withoutSecret(key, value)));
        return parameters;
    }
}
