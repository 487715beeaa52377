package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** What Glue's model forbids in the documents it keeps. */
final class Shapes {
    private static final int LONGEST_TYPE = 131_072;
    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_VALUE = 512_000;

    private Shapes() {}

    static void description(Request input) {
        input.text("Description")
                .ifPresent(text -> Limits.length(
                        input.path() + "description", input.fields().get("Description"), Limits.DESCRIPTION));
        parameters(input);
    }

    static void table(Request input) {
        description(input);
        input.objects("PartitionKeys", Integer.MAX_VALUE).forEach(Shapes::column);
        input.optionalObject("StorageDescriptor").ifPresent(Shapes::storage);
    }

    static void partition(Request input, List<JsonNode> keys) {
        List<String> values = input.requiredTexts("Values", Integer.MAX_VALUE);
        requireOneEach(values, keys);
        values.stream().filter(String::isEmpty).findFirst().ifPresent(empty -> {
            throw GlueError.invalid("A partition value cannot be empty: " + values);
        });
        parameters(input);
        input.optionalObject("StorageDescriptor").ifPresent(Shapes::storage);
    }

    static void requireOneEach(List<String> values, List<JsonNode> keys) {
        if (values.size() != keys.size()) {
            throw GlueError.invalid("The number of partition keys do not match the number of partition values: "
                    + keys.size() + " keys, values " + values);
        }
    }

    private static void storage(Request storage) {
        storage.objects("Columns", Integer.MAX_VALUE).forEach(Shapes::column);
        parameters(storage);
    }

    private static void column(Request column) {
        column.name("Name");
        column.text("Type")
                .ifPresent(text ->
                        Limits.length(column.path() + "type", column.fields().get("Type"), LONGEST_TYPE));
        column.text("Comment")
                .ifPresent(text ->
                        Limits.length(column.path() + "comment", column.fields().get("Comment"), Limits.COMMENT));
        parameters(column);
    }

    private static void parameters(Request owner) {
        owner.optionalObject("Parameters").stream().flatMap(Shapes::entries).forEach(Shapes::parameter);
    }

    private static Stream<Entry> entries(Request parameters) {
        return parameters.fields().propertyStream().map(entry -> new Entry(parameters, entry.getKey()));
    }

    private static void parameter(Entry entry) {
        if (entry.key().isEmpty() || entry.key().length() > LONGEST_KEY) {
            throw GlueError.constraint(
                    entry.parameters().path() + "key", "'" + entry.key() + "'", "have length from 1 to " + LONGEST_KEY);
        }
        String value = entry.parameters().requiredText(entry.key());
        if (value.length() > LONGEST_VALUE) {
            throw GlueError.constraint(
                    entry.parameters().path() + entry.key(),
                    "of " + value.length() + " characters",
                    "have length less than or equal to " + LONGEST_VALUE);
        }
    }

    private record Entry(Request parameters, String key) {}
}
