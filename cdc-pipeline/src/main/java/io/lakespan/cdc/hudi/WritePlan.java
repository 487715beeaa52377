package io.lakespan.cdc.hudi;

import io.lakespan.cdc.definition.SchemaChangeKind;
import io.lakespan.cdc.definition.SchemaChanges;
import io.lakespan.cdc.definition.SchemaChanges.Treatment;
import io.lakespan.cdc.evolve.Refusals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * What becomes of a table's columns so that rows of some form can be written to it.
 *
 * @param table the columns the table then has
 * @param rows the rows' own columns under the names they get there, in the rows' order; a name that the table lacks is of
 *     a column that is not carried
 */
record WritePlan(Schema table, Schema rows) {
    private static final Map<String, Set<String>> WIDER = Map.of("int", Set.of("long"), "float", Set.of("double"));
    private static final String NOT_CARRIED = "__not_carried_";

    static WritePlan of(Schema table, TableForm form, SchemaChanges changes) {
        Map<String, Schema.Field> columns = new LinkedHashMap<>();
        table.getFields().forEach(field -> columns.put(field.name(), copy(field, field.name(), field.schema())));
        List<Schema.Field> rows = new ArrayList<>();
        for (Schema.Field field : form.schema().getFields()) {
            String name = placed(columns, field, form, changes);
            Schema type = columns.containsKey(name)
                    ? alike(field.schema(), columns.get(name).schema())
                    : field.schema();
            rows.add(copy(field, name, type));
        }
        return new WritePlan(HudiSchemas.record(List.copyOf(columns.values())), HudiSchemas.record(rows));
    }

    /** The name of the column that takes the field's values; the columns then have it, unless it is not carried. */
    private static String placed(
            Map<String, Schema.Field> columns, Schema.Field field, TableForm form, SchemaChanges changes) {
        Schema.Field column = columns.get(field.name());
        if (column == null) {
            return added(columns, field, field.name(), form, changes);
        }
        String from = HudiSchemas.word(field.schema());
        String to = HudiSchemas.word(column.schema());
        if (from.equals(to) || widens(from, to)) {
            return field.name();
        }
        Treatment treatment = changes.of(SchemaChangeKind.ALTER_COLUMN_TYPE);
        if (treatment == Treatment.END) {
            throw refused(form, field, column, "and schema.change.behavior is exception");
        }
        if (widens(to, from) && treatment != Treatment.LEAVE) {
            columns.put(column.name(), copy(column, column.name(), widened(column.schema(), field.schema())));
            return field.name();
        }
        if (!changes.goesOn() || form.key().contains(field.name())) {
            throw refused(form, field, column, "which Hudi cannot widen to");
        }
        return added(columns, field, field.name() + "__" + from, form, changes);
    }

    private static String added(
            Map<String, Schema.Field> columns, Schema.Field field, String name, TableForm form, SchemaChanges changes) {
        if (columns.containsKey(name)) {
            return name;
        }
        return switch (changes.of(SchemaChangeKind.ADD_COLUMN)) {
            case APPLY, ADAPT, WAIT -> {
                columns.put(name, HudiSchemas.field(name, HudiSchemas.nonNull(field.schema()), false, field.doc()));
                yield name;
            }
            case LEAVE -> NOT_CARRIED + field.pos();
            case END ->
                throw Refusals.end("column " + form.source() + "." + field.name()
                        + " is new, and schema.change.behavior is exception; choose another behaviour and start from the"
                        + " last checkpoint");
        };
    }

    private static boolean widens(String from, String to) {
        return WIDER.getOrDefault(from, Set.of()).contains(to);
    }

    private static RuntimeException refused(TableForm form, Schema.Field field, Schema.Field column, String why) {
        return Refusals.end("column " + form.source() + "." + field.name() + " is "
                + HudiSchemas.word(field.schema()) + " now, its column of " + form.target() + " is "
                + HudiSchemas.word(column.schema()) + ", " + why
                + "; choose schema.change.behavior: lenient to carry it in a column of its own, or start the pipeline"
                + " anew");
    }

    private static Schema widened(Schema column, Schema field) {
        return column.isUnion()
                ? Schema.createUnion(Schema.create(Schema.Type.NULL), HudiSchemas.nonNull(field))
                : HudiSchemas.nonNull(field);
    }

    /** With the column's own type where that is the same: Avro tells two fixed types of the same size apart by name. */
    private static Schema alike(Schema field, Schema column) {
        if (!HudiSchemas.word(field).equals(HudiSchemas.word(column))) {
            return field;
        }
        Schema type = HudiSchemas.nonNull(column);
        return field.isUnion() ? Schema.createUnion(Schema.create(Schema.Type.NULL), type) : type;
    }

    private static Schema.Field copy(Schema.Field field, String name, Schema type) {
        return field.hasDefaultValue()
                ? new Schema.Field(name, type, field.doc(), field.defaultVal())
                : new Schema.Field(name, type, field.doc());
    }
}
