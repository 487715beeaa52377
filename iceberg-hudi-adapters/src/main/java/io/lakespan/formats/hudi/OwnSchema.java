package io.lakespan.formats.hudi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * The schema a table has for itself.
 *
 * @param fields without those that Hudi adds to every row
 * @param ids of top-level columns, by name; none where Hudi gives none
 */
record OwnSchema(List<Schema.Field> fields, Map<String, String> ids) {
    /** What the names of the columns begin with that Hudi adds to every row. */
    static final String META = "_hoodie_";

    private static final ObjectMapper JSON = new ObjectMapper();

    OwnSchema {
        fields = List.copyOf(fields);
        ids = Map.copyOf(ids);
    }

    static OwnSchema of(CommitMetadata commit) {
        return new OwnSchema(
                fields(commit.schema().orElseThrow()),
                commit.schemaWithIds().map(OwnSchema::ids).orElse(Map.of()));
    }

    static OwnSchema created(String avro) {
        return new OwnSchema(fields(avro), Map.of());
    }

    Optional<Schema.Field> field(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static List<Schema.Field> fields(String avro) {
        // Hudi's writers accept names and defaults that this Avro would refuse.
        Schema schema = new Schema.Parser(NameValidator.NO_VALIDATION)
                .setValidateDefaults(false)
                .parse(avro);
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException("its schema is no record but " + schema.getType());
        }
        return schema.getFields().stream()
                .filter(field -> !field.name().startsWith(META))
                .toList();
    }

    private static Map<String, String> ids(String schema) {
        Map<String, String> ids = new TreeMap<>();
        try {
            for (JsonNode field : JSON.readTree(schema).path("fields")) {
                ids.put(field.path("name").asText(), field.path("id").asText());
            }
            return ids;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
