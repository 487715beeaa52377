package io.lakespan.glue;

import io.lakespan.model.PartitionField;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The partitioning of a copied Iceberg table as one parameter, {@code day:ordered_at,bucket[16]:customer}: Glue has no
 * field for transforms, and without it the copy would never equal its original.
 */
final class MirrorPartitioning {
    static final String PARAMETER = "lakespan.mirror-partitioning";

    private MirrorPartitioning() {}

    static String text(List<PartitionField> fields) {
        return fields.stream()
                .map(field -> field.transform() + ":" + escaped(field.column()))
                .collect(Collectors.joining(","));
    }

    static List<PartitionField> parse(String text) {
        return Stream.of(text.split(","))
                .filter(field -> field.indexOf(':') > 0)
                .map(MirrorPartitioning::field)
                .toList();
    }

    private static PartitionField field(String text) {
        int colon = text.indexOf(':');
        return new PartitionField(plain(text.substring(colon + 1)), text.substring(0, colon));
    }

    private static String escaped(String column) {
        return column.replace("%", "%25").replace(",", "%2C");
    }

    private static String plain(String column) {
        return column.replace("%2C", ",").replace("%25", "%");
    }
}
