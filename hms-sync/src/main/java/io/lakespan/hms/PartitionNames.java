package io.lakespan.hms;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.hive.metastore.api.FieldSchema;

/** A partition's name as Hive makes it of keys and values: {@code day=2026-11-21/hour=7}. */
final class PartitionNames {
    private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007f";
    private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private PartitionNames() {}

    static String name(List<FieldSchema> keys, List<String> values) {
        if (keys.size() != values.size()) {
            throw Expectation.unsupported("partition " + values, "the table has " + keys.size() + " partition keys");
        }
        return IntStream.range(0, keys.size())
                .mapToObj(i -> escaped(keys.get(i).getName()) + "=" + escaped(values.get(i)))
                .collect(Collectors.joining("/"));
    }

    private static String escaped(String text) {
        return text.isEmpty()
                ? NO_VALUE
                : text.chars().mapToObj(PartitionNames::escaped).collect(Collectors.joining());
    }

    private static String escaped(int character) {
        boolean plain = character >= ' ' && ESCAPED.indexOf(character) < 0;
        return plain ? String.valueOf((char) character) : "%%%02X".formatted(character);
    }
}
