package io.lakespan.cdc.definition;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Says what is wrong with the properties of Hudi tables. */
final class HudiProperties {
    private static final String PREFIX = "hoodie.";
    private static final List<String> TYPES = List.of("COPY_ON_WRITE", "MERGE_ON_READ");
    // What follows from the source's tables and from how the job writes.
    private static final Set<String> OWN = Set.of(
            "hoodie.table.name",
            "hoodie.table.type",
            "hoodie.datasource.write.recordkey.field",
            "hoodie.datasource.write.partitionpath.field",
            "hoodie.datasource.write.keygenerator.class",
            "hoodie.bucket.index.hash.field",
            "hoodie.index.class",
            "hoodie.index.type",
            "hoodie.metadata.enable");

    private final Section section;
    private final Problems problems;

    HudiProperties(Section section, Problems problems) {
        this.section = section;
        this.problems = problems;
    }

    void check(SortedMap<String, String> properties) {
        properties.forEach((key, value) -> {
            if (key.equals(SinkOptions.HUDI_TYPE)) {
                type(value);
            } else if (OWN.contains(key)) {
                error(key, "is set by the job itself; remove it");
            } else if (!key.startsWith(PREFIX)) {
                error(key, "is no property of a Hudi table; write " + SinkOptions.HUDI_TYPE + " or one of hoodie.*");
            } else if (key.endsWith(".num.buckets") && !value.matches("[1-9]\\d{0,5}")) {
                error(key, "must be a whole number above 0, not '" + value + "'");
            }
        });
    }

    private void type(String value) {
        if (!TYPES.contains(value)) {
            error(SinkOptions.HUDI_TYPE, "must be one of " + String.join(", ", TYPES) + ", not '" + value + "'");
        }
    }

    private void error(String key, String what) {
        String full = Keys.TABLE + "." + key;
        problems.error(section.mark(full), full + " " + what);
    }
}
