package io.lakespan.formats.hudi;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a table's {@code hoodie.properties} say.
 *
 * @param version Hudi's table version: 6 for 0.14 and 0.15, 8 for 1.0, 9 for 1.1 and later
 * @param recordKeys the columns whose values name a row; none in a table without keys of its own
 * @param partitionFields the columns that folders are made from, in order
 * @param orderingFields the columns that tell which of two rows with one key is the newer
 * @param keyGenerator the class, or the type, that makes keys and folders from columns
 * @param hiveStylePartitioning whether folders are called {@code column=value}
 * @param createSchema the Avro schema the table was created with, which commits may have changed since
 * @param timeline the folder of the timeline below {@code .hoodie}; empty for that folder itself
 */
public record HudiSettings(
        String name,
        Type type,
        int version,
        List<String> recordKeys,
        List<String> partitionFields,
        List<String> orderingFields,
        Optional<String> keyGenerator,
        boolean hiveStylePartitioning,
        Optional<String> createSchema,
        Optional<String> timeline) {

    /** What becomes of an update: a new file, or an entry in a log. */
    public enum Type {
        COPY_ON_WRITE,
        MERGE_ON_READ
    }

    private static final int FIRST_VERSION_WITH_TIMELINE_FOLDER = 8;

    public HudiSettings {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        recordKeys = List.copyOf(recordKeys);
        partitionFields = List.copyOf(partitionFields);
        orderingFields = List.copyOf(orderingFields);
        requireNonNull(keyGenerator, "keyGenerator");
        requireNonNull(createSchema, "createSchema");
        requireNonNull(timeline, "timeline");
    }

    /**
     * Reads the content of {@code hoodie.properties}.
     *
     * @throws IllegalArgumentException when the content is no table's properties
     */
    public static HudiSettings parse(byte[] content) {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(properties);
    }

    private static HudiSettings of(Properties properties) {
        int version = number(properties, "hoodie.table.version", 0);
        return new HudiSettings(
                required(properties, "hoodie.table.name"),
                Type.valueOf(required(properties, "hoodie.table.type")),
                version,
                names(properties, "hoodie.table.recordkey.fields").toList(),
                // Custom key generators put a kind behind the name: region:SIMPLE.
                names(properties, "hoodie.table.partition.fields")
                        .map(field -> field.split(":", 2)[0])
                        .toList(),
                ordering(properties),
                text(properties, "hoodie.table.keygenerator.class")
                        .or(() -> text(properties, "hoodie.table.keygenerator.type")),
                Boolean.parseBoolean(properties.getProperty("hoodie.datasource.write.hive_style_partitioning")),
                text(properties, "hoodie.table.create.schema"),
                timeline(properties, version));
    }

    /** Hudi 1.1 took the old key's place with one that holds several fields. */
    private static List<String> ordering(Properties properties) {
        List<String> fields = names(properties, "hoodie.table.ordering.fields").toList();
        return fields.isEmpty()
                ? names(properties, "hoodie.table.precombine.field").toList()
                : fields;
    }

    private static Optional<String> timeline(Properties properties, int version) {
        int usual = version >= FIRST_VERSION_WITH_TIMELINE_FOLDER ? 2 : 1;
        return number(properties, "hoodie.timeline.layout.version", usual) < 2
                ? Optional.empty()
                : Optional.of(text(properties, "hoodie.timeline.path").orElse("timeline"));
    }

    private static Stream<String> names(Properties properties, String key) {
        return text(properties, key).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    private static int number(Properties properties, String key, int otherwise) {
        return text(properties, key).map(Integer::valueOf).orElse(otherwise);
    }

    private static String required(Properties properties, String key) {
        return text(properties, key).orElseThrow(() -> new IllegalArgumentException("it has no " + key));
    }

    private static Optional<String> text(Properties properties, String key) {
        return Optional.ofNullable(properties.getProperty(key))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
