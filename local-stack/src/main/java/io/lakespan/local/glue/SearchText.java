package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Words that all stand somewhere in a table's names, descriptions and parameters; in quotes, one that is there whole. */
record SearchText(List<String> words, boolean exact) implements Predicate<ObjectNode> {

    static SearchText of(String text) {
        String folded = text.strip().toLowerCase(Locale.ROOT);
        if (folded.length() > 1 && folded.startsWith("\"") && folded.endsWith("\"")) {
            return new SearchText(List.of(folded.substring(1, folded.length() - 1)), true);
        }
        return new SearchText(
                Stream.of(folded.split("\\s+")).filter(word -> !word.isEmpty()).toList(), false);
    }

    @Override
    public boolean test(ObjectNode table) {
        List<String> texts =
                texts(table).map(text -> text.toLowerCase(Locale.ROOT)).toList();
        return words.stream()
                .allMatch(word -> texts.stream().anyMatch(text -> exact ? text.equals(word) : text.contains(word)));
    }

    private static Stream<String> texts(ObjectNode table) {
        Stream<JsonNode> own =
                Stream.of("Name", "DatabaseName", "Description", "Owner").map(table::path);
        Stream<JsonNode> columns = Stream.of(
                        table.path("StorageDescriptor").path("Columns"), table.path("PartitionKeys"))
                .flatMap(JsonNode::valueStream)
                .flatMap(column -> Stream.of(column.path("Name"), column.path("Comment")));
        Stream<String> parameters = table.path("Parameters")
                .propertyStream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue().asText()));
        return Stream.concat(Stream.concat(own, columns).map(JsonNode::asText), parameters);
    }
}
