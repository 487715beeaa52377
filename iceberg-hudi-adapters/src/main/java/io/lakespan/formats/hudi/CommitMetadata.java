package io.lakespan.formats.hudi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * What a commit says about itself, without its statistics of files, which can be many megabytes: JSON up to Hudi 0.15 and
 * an Avro file since.
 *
 * @param operation what was done, lower case, such as {@code upsert}; empty when it is not said
 */
record CommitMetadata(String operation, Map<String, String> extra) {
    private static final String OPERATION = "operationType";
    private static final String EXTRA = "extraMetadata";
    // They carry on the schema that was current when they were planned, which may be long ago.
    private static final Set<String> REWRITES = Set.of("cluster", "compact", "log_compact", "index");

    CommitMetadata {
        operation = operation.toLowerCase(Locale.ROOT);
        extra = Map.copyOf(extra);
    }

    static CommitMetadata parse(byte[] content) {
        try {
            if (content.length == 0) {
                return new CommitMetadata("", Map.of());
            }
            return isAvro(content) ? fromAvro(content) : fromJson(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Avro schema of what was written, as JSON. */
    Optional<String> schema() {
        return text("schema");
    }

    /** Hudi's own notation of the schema, with ids of columns, where its schema evolution on read is in use. */
    Optional<String> schemaWithIds() {
        return text("latest_schema");
    }

    /** Whether it only rewrote rows that were there. */
    boolean rewrote() {
        return REWRITES.contains(operation);
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(extra.get(key)).filter(value -> !value.isBlank());
    }

    private static boolean isAvro(byte[] content) {
        byte[] magic = DataFileConstants.MAGIC;
        return content.length >= magic.length && Arrays.equals(magic, 0, magic.length, content, 0, magic.length);
    }

    private static CommitMetadata fromAvro(byte[] content) throws IOException {
        GenericDatumReader<GenericRecord> records = new GenericDatumReader<>();
        try (DataFileReader<GenericRecord> file = new DataFileReader<>(new SeekableByteArrayInput(content), records)) {
            records.setExpected(without(file.getSchema()));
            GenericRecord commit = file.next();
            return new CommitMetadata(said(commit, OPERATION), texts(commit.get(EXTRA)));
        }
    }

    /** The same record with the two fields that count. */
    private static Schema without(Schema whole) {
        List<Schema.Field> fields = new ArrayList<>();
        for (String name : List.of(EXTRA, OPERATION)) {
            Schema.Field field = whole.getField(name);
            if (field != null) {
                fields.add(new Schema.Field(name, field.schema(), null, field.defaultVal()));
            }
        }
        return Schema.createRecord(whole.getName(), null, whole.getNamespace(), false, fields);
    }

    private static String said(GenericRecord commit, String field) {
        Object value = commit.hasField(field) ? commit.get(field) : null;
        return value == null ? "" : value.toString();
    }

    private static Map<String, String> texts(Object extra) {
        Map<String, String> texts = new TreeMap<>();
        if (extra instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> texts.put(key.toString(), String.valueOf(value)));
        }
        return texts;
    }

    private static CommitMetadata fromJson(byte[] content) throws IOException {
        String operation = "";
        Map<String, String> extra = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(content)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals(OPERATION)) {
                    operation = json.getValueAsString("");
                } else if (field.equals(EXTRA)) {
                    extra.putAll(texts(json));
                }
                json.skipChildren();
            }
        }
        return new CommitMetadata(operation, extra);
    }

    private static Map<String, String> texts(JsonParser json) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                texts.put(key, json.getValueAsString(""));
                json.skipChildren();
            }
        }
        return texts;
    }
}
