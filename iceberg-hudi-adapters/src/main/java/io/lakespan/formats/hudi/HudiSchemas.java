package io.lakespan.formats.hudi;

import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Brings a table's own schema and its catalog entry together.
 *
 * <p>Names, types, order and nullability of the columns are the table's own. What the table cannot know is the entry's:
 * what people wrote about columns, and three choices of whoever registered it, which engines that read through the entry
 * depend on and a copy of the entry has to keep:
 *
 * <ul>
 *   <li>the {@code _hoodie_*} columns, which are in every row and in no commit's schema: Hudi's Hive sync registers them
 *       first unless told otherwise;
 *   <li>whether instants are {@code timestamp} or {@code bigint};
 *   <li>partition keys that are taken from the folders' names and are no columns of the table.
 * </ul>
 */
final class HudiSchemas {
    private final OwnSchema own;
    private final Schema registered;
    private final AvroTypes types;

    private HudiSchemas(OwnSchema own, Schema registered) {
        this.own = own;
        this.registered = registered;
        this.types = new AvroTypes(registersInstantsAsNumbers(own, registered) ? "bigint" : "timestamp");
    }

    static Schema of(OwnSchema own, List<String> partitionFields, Schema registered) {
        return new HudiSchemas(own, registered).joined(partitionFields);
    }

    private Schema joined(List<String> partitionFields) {
        List<String> keys = keys(partitionFields);
        Predicate<String> isKey = name -> keys.stream().anyMatch(name::equalsIgnoreCase);
        Stream<Column> meta =
                registered.columns().stream().filter(column -> column.name().startsWith(OwnSchema.META));
        Stream<Column> data =
                own.fields().stream().filter(field -> !isKey.test(field.name())).map(this::column);
        List<Column> columns = Stream.of(meta, data, keys.stream().map(this::key))
                .flatMap(some -> some)
                .toList();
        return new Schema(
                columns,
                keys.stream()
                        .map(key -> PartitionField.identity(key(key).name()))
                        .toList());
    }

    /** The entry's keys, unless they only show that the entry is stale. */
    private List<String> keys(List<String> partitionFields) {
        List<String> entrys =
                registered.partitioning().stream().map(PartitionField::column).toList();
        boolean plausible = entrys.stream()
                .allMatch(key -> partitionFields.stream().anyMatch(key::equalsIgnoreCase)
                        || own.field(key).isEmpty());
        return entrys.isEmpty() || partitionFields.isEmpty() || !plausible ? partitionFields : entrys;
    }

    private Column key(String name) {
        return own.field(name)
                .map(this::column)
                .or(() -> registered.column(name))
                // A field that is dropped from the rows, or that is made up by the key generator.
                .orElseGet(() -> Column.of(name, "string"));
    }

    private Column column(org.apache.avro.Schema.Field field) {
        Optional<Column> entry = registered.column(field.name());
        Column column = Column.of(field.name(), types.of(field.schema()))
                .withDescription(entry.flatMap(Column::description).or(() -> doc(field)))
                .withFieldId(Optional.ofNullable(own.ids().get(field.name())));
        Column annotated =
                entry.map(there -> column.withAnnotations(there.annotations())).orElse(column);
        return field.schema().isNullable() ? annotated : annotated.withRequired();
    }

    private static Optional<String> doc(org.apache.avro.Schema.Field field) {
        return Optional.ofNullable(field.doc()).filter(text -> !text.isBlank());
    }

    private static boolean registersInstantsAsNumbers(OwnSchema own, Schema registered) {
        return own.fields().stream()
                .filter(field -> AvroTypes.isTimestamp(field.schema()))
                .flatMap(field -> registered.column(field.name()).stream())
                .anyMatch(column -> column.type().equals("bigint"));
    }
}
