package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Some of a listing, and where the next page begins if there is one. */
record Page<T>(List<T> items, Optional<String> next) {
    Page {
        items = List.copyOf(items);
    }

    /** The first so many of what is left, read no further than needed; closes the stream. */
    static <T> Page<T> of(Stream<T> left, int size, Function<T, String> key) {
        try (left) {
            List<T> read = left.limit(size + 1L).toList();
            return read.size() <= size
                    ? new Page<>(read, Optional.empty())
                    : new Page<>(read.subList(0, size), Optional.of(Request.token(key.apply(read.get(size - 1)))));
        }
    }

    ObjectNode answer(String field, Function<T, ? extends JsonNode> shown) {
        ObjectNode answer = GlueJson.object();
        answer.set(field, GlueJson.array(items.stream().map(shown).toList()));
        next.ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }
}
