package io.lakespan.cdc.hudi;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.model.TableRef;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * How rows of one shape come: told once to the task that writes their table, before the first of them.
 *
 * @param source the source's table, {@code database.table}
 * @param schema of the rows
 * @param key the columns that name a row, as the lake has them
 */
record TableForm(TableRef target, String source, Schema schema, List<String> key, Optional<String> description) {
    private static final ObjectMapper JSON = new ObjectMapper();

    TableForm {
        requireNonNull(target, "target");
        requireNonNull(source, "source");
        requireNonNull(schema, "schema");
        key = List.copyOf(key);
        requireNonNull(description, "description");
    }

    /** The same for the same form, in every process. */
    long fingerprint() {
        return SchemaNormalization.fingerprint64(text().getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        ObjectNode json = JSON.createObjectNode();
        json.put("database", target.database());
        json.put("table", target.name());
        json.put("source", source);
        json.put("schema", schema.toString());
        key.forEach(json.putArray("key")::add);
        description.ifPresent(text -> json.put("description", text));
        return json.toString();
    }

    static TableForm parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            List<String> key = new ArrayList<>();
            json.path("key").forEach(name -> key.add(name.asText()));
            return new TableForm(
                    TableRef.of(
                            json.path("database").asText(), json.path("table").asText()),
                    json.path("source").asText(),
                    new Schema.Parser().parse(json.path("schema").asText()),
                    key,
                    Optional.ofNullable(json.get("description")).map(JsonNode::asText));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
