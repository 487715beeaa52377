package io.lakespan.atlas;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What Lakespan keeps that a type has no attribute for, as custom attributes of the entity.
 *
 * <p>Lakespan's own types have the attributes; Atlas's {@code hive_table} and {@code hive_column} have not, nor may an
 * {@code iceberg_table} that somebody else defined.
 */
final class CustomAttributes {
    /** Marks a table entered by its name alone. */
    static final String SHELL = "lakespan_shell";

    static final String TABLE_UUID = "tableUuid";
    static final String PARTITION_FIELDS = "partitionFields";
    static final String FIELD_ID = "fieldId";
    static final String REQUIRED = "required";
    static final String SEPARATOR = "\n";

    private CustomAttributes() {}

    /** Under which name an attribute is kept where the type has none of that name. */
    static String key(String attribute) {
        return "lakespan_" + attribute;
    }

    static Optional<String> text(AtlasEntity entity, String attribute) {
        return entity.custom(key(attribute)).or(() -> entity.text(attribute));
    }

    static List<String> texts(AtlasEntity entity, String attribute) {
        return entity.custom(key(attribute))
                .map(text -> Arrays.asList(text.split(SEPARATOR)))
                .orElseGet(() -> entity.texts(attribute));
    }
}
