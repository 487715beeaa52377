package io.lakespan.app.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One spelling for all texts of the same JSON value.
 *
 * <p>MySQL keeps the value, not its text: the server prints {@code {"a": 1}} where a binlog reader prints
 * {@code {"a":1}}, and {@code 1e20} where another prints {@code 1.0E20}. Blank space and the order of an object's
 * members therefore do not count. Whole numbers that fit in 64 bits compare exactly, all others as IEEE doubles, which
 * is how MySQL keeps a number it parsed.
 */
final class CanonicalJson {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(64);
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    // MySQL bounds a document by max_allowed_packet alone.
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private CanonicalJson() {}

    /** The spelling; absent when the text is not JSON. */
    static Optional<String> of(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.isMissingNode() ? Optional.empty() : Optional.of(spelled(node));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String spelled(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            return StreamSupport.stream(
                            Spliterators.spliterator(node.elements(), node.size(), Spliterator.ORDERED), false)
                    .map(CanonicalJson::spelled)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return node.isNumber() ? number(node.decimalValue()) : node.toString();
    }

    private static String object(JsonNode node) {
        TreeSet<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names.stream()
                .map(name -> new TextNode(name) + ":" + spelled(node.get(name)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String number(BigDecimal value) {
        // Checked before the whole number is written out: 1e999999999 has a billion digits.
        boolean small = (long) value.precision() - value.scale() <= 20;
        if (small && value.stripTrailingZeros().scale() <= 0) {
            BigInteger whole = value.toBigIntegerExact();
            if (whole.compareTo(LEAST) >= 0 && whole.compareTo(UNSIGNED_END) < 0) {
                return whole.toString();
            }
        }
        return Double.toString(value.doubleValue());
    }
}
