package io.lakespan.atlas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.lineage.QualifiedNames;
import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.SecretParameters;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The one request that makes entities what tables say: each table with its columns and its storage. */
final class TableRequest {
    private final QualifiedNames names;
    private final AtlasTypes types;
    private final AnnotationWriter annotations;
    private final Map<String, String> termGuids;
    private final ObjectNode json = AtlasRest.JSON.createObjectNode();
    private final ObjectNode referred = json.putObject("referredEntities");
    private final ArrayNode entities = json.putArray("entities");
    private int newEntities;

    TableRequest(QualifiedNames names, AtlasTypes types, AnnotationWriter annotations, Map<String, String> termGuids) {
        this.names = names;
        this.types = types;
        this.annotations = annotations;
        this.termGuids = termGuids;
    }

    ObjectNode json() {
        return json;
    }

    /** Adds the table as a new entity, or as what the current one becomes; its guid, within the request if it is new. */
    String add(Table table, String databaseGuid, Optional<AtlasEntity> current) {
        ObjectNode entity = entities.addObject();
        String type = TableKinds.tableType(table.format());
        String guid = guid(current);
        entity.put("typeName", type).put("guid", guid);
        attributes(entity.putObject("attributes"), table, current);
        identity(entity, table, current);
        ObjectNode relations = entity.putObject("relationshipAttributes");
        reference(relations.putObject("db"), "hive_db", databaseGuid);
        Owner owner = new Owner(type, guid);
        columns(table, owner, current, relations);
        storage(table, owner, current, relations);
        if (current.isEmpty()) {
            annotations.addTo(entity, table.annotations(), termGuids);
        }
        return guid;
    }

    private record Owner(String type, String guid) {}

    /** What Atlas has keeps its guid; what is new has a negative one within the request. */
    private String guid(Optional<AtlasEntity> current) {
        return current.map(AtlasEntity::guid).orElseGet(() -> "-" + ++newEntities);
    }

    private void attributes(ObjectNode attributes, Table table, Optional<AtlasEntity> current) {
        attributes.put("qualifiedName", names.table(table.ref()));
        attributes.put("name", table.ref().name());
        describe(attributes, table.description());
        attributes.put("owner", table.owner().orElse(null));
        if (current.filter(present -> tellsFormat(present, table.format())).isEmpty()) {
            attributes.put("tableType", TableKinds.kind(table.format()));
        }
        attributes.set("parameters", parameters(table.parameters()));
        attributes.put(
                "viewOriginalText", table.view().map(view -> view.original()).orElse(null));
        attributes.put(
                "viewExpandedText",
                table.view().flatMap(view -> view.expanded()).orElse(null));
    }

    /** Whether the current table type, such as a Hive hook's MANAGED_TABLE, can stay. */
    private static boolean tellsFormat(AtlasEntity current, TableFormat format) {
        return current.has("tableType") && TableKinds.format(current) == format;
    }

    private static void describe(ObjectNode attributes, Optional<String> description) {
        attributes.put("description", description.orElse(null));
        attributes.put("comment", description.orElse(null));
    }

    private void identity(ObjectNode entity, Table table, Optional<AtlasEntity> current) {
        ExtraAttributes extra = new ExtraAttributes(types, entity, current);
        extra.text(CustomAttributes.TABLE_UUID, table.uuid());
        extra.texts(CustomAttributes.PARTITION_FIELDS, partitionFields(table));
        current.filter(TableReader::shell).ifPresent(shell -> extra.custom(CustomAttributes.SHELL, "false"));
        extra.write();
    }

    /** Hive's own partitioning is told by its partition keys. */
    private static List<String> partitionFields(Table table) {
        List<PartitionField> fields = table.schema().partitioning();
        return TableKinds.hasPartitionKeys(table.format()) && keys(table).equals(fields)
                ? List.of()
                : fields.stream()
                        .map(field -> field.transform() + "(" + field.column() + ")")
                        .toList();
    }

    /** What the partition keys of the entity will say. */
    private static List<PartitionField> keys(Table table) {
        Set<String> keys = partitionKeys(table);
        return table.schema().columns().stream()
                .filter(column -> keys.contains(column.name()))
                .map(column -> PartitionField.identity(column.name()))
                .toList();
    }

    private static Set<String> partitionKeys(Table table) {
        return TableKinds.hasPartitionKeys(table.format())
                ? table.schema().partitioning().stream()
                        .map(PartitionField::column)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private void columns(Table table, Owner owner, Optional<AtlasEntity> current, ObjectNode relations) {
        List<AtlasEntity> existing =
                new ArrayList<>(current.map(AtlasEntity::columns).orElse(List.of()));
        ArrayNode columns = relations.putArray("columns");
        ArrayNode keys = relations.putArray("partitionKeys");
        Set<String> partitionKeys = partitionKeys(table);
        String type = TableKinds.columnType(table.format());
        int position = 0;
        for (Column column : table.schema().columns()) {
            Optional<AtlasEntity> counterpart = counterpart(column, existing);
            counterpart.ifPresent(existing::remove);
            String guid = guid(counterpart);
            boolean key = partitionKeys.contains(column.name());
            reference((key ? keys : columns).addObject(), type, guid);
            ObjectNode entity = referred.putObject(guid).put("guid", guid).put("typeName", type);
            column(entity, table, column, position++);
            extras(entity, column, counterpart);
            // Both relationships end in the column's attribute 'table'; unnamed, Atlas takes the columns' one.
            ownedBy(owner, entity).put("relationshipType", key ? "hive_table_partitionkeys" : "hive_table_columns");
            if (counterpart.isEmpty()) {
                annotations.addTo(entity, column.annotations(), termGuids);
            }
        }
    }

    /** The same column as Atlas knows it: by the format's identity, so that a rename keeps the guid, else by name. */
    static Optional<AtlasEntity> counterpart(Column column, List<AtlasEntity> existing) {
        return existing.stream()
                .filter(entity -> {
                    Optional<String> fieldId = CustomAttributes.text(entity, CustomAttributes.FIELD_ID);
                    return column.fieldId().isPresent() && fieldId.isPresent()
                            ? column.fieldId().equals(fieldId)
                            : entity.name().equalsIgnoreCase(column.name());
                })
                .findFirst();
    }

    private void column(ObjectNode entity, Table table, Column column, int position) {
        ObjectNode attributes = entity.putObject("attributes");
        attributes.put("qualifiedName", names.column(table.ref(), column.name()));
        attributes.put("name", column.name());
        attributes.put("type", column.type());
        attributes.put("position", position);
        attributes.put("owner", table.owner().orElse(null));
        describe(attributes, column.description());
    }

    private void extras(ObjectNode entity, Column column, Optional<AtlasEntity> current) {
        ExtraAttributes extra = new ExtraAttributes(types, entity, current);
        extra.text(CustomAttributes.FIELD_ID, column.fieldId());
        extra.text(CustomAttributes.REQUIRED, column.required() ? Optional.of("true") : Optional.empty());
        extra.write();
    }

    private void storage(Table table, Owner owner, Optional<AtlasEntity> current, ObjectNode relations) {
        Optional<AtlasEntity> existing = current.flatMap(AtlasEntity::storage);
        String guid = guid(existing);
        reference(relations.putObject("sd"), TableKinds.STORAGE, guid);
        ObjectNode storage = referred.putObject(guid).put("guid", guid).put("typeName", TableKinds.STORAGE);
        ObjectNode attributes = storage.putObject("attributes");
        attributes.put("qualifiedName", names.storage(table.ref()));
        attributes.put("location", table.location().orElse(null));
        StorageEntities.write(table.storage(), existing, attributes);
        ownedBy(owner, storage);
    }

    private static ObjectNode ownedBy(Owner owner, ObjectNode part) {
        ObjectNode reference = part.withObject("/relationshipAttributes").putObject("table");
        reference(reference, owner.type(), owner.guid());
        return reference;
    }

    private static void reference(ObjectNode reference, String type, String guid) {
        reference.put("typeName", type).put("guid", guid);
    }

    /** Parameters without secrets. */
    static ObjectNode parameters(Map<String, String> values) {
        ObjectNode parameters = AtlasRest.JSON.createObjectNode();
        SecretParameters.masked(values).forEach(parameters::put);
        return parameters;
    }
}
