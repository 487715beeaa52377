package io.lakespan.glue;

import io.lakespan.model.Column;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Columns of Glue and of the model. */
final class GlueColumns {
    // Iceberg's own keys. A dropped column stays in Glue, marked as not current.
    private static final String FIELD_ID = "iceberg.field.id";
    private static final String FIELD_OPTIONAL = "iceberg.field.optional";
    private static final String FIELD_CURRENT = "iceberg.field.current";

    private GlueColumns() {}

    static boolean isCurrent(software.amazon.awssdk.services.glue.model.Column column) {
        return !"false".equalsIgnoreCase(column.parameters().get(FIELD_CURRENT));
    }

    static Column fromGlue(software.amazon.awssdk.services.glue.model.Column column) {
        Map<String, String> parameters = column.parameters();
        Column model = Column.of(
                        column.name(),
                        Optional.ofNullable(column.type()).orElse("").toLowerCase(Locale.ROOT))
                .withDescription(Texts.present(column.comment()))
                .withFieldId(Texts.present(parameters.get(FIELD_ID)));
        return "false".equalsIgnoreCase(parameters.get(FIELD_OPTIONAL)) ? model.withRequired() : model;
    }

    /** The column as Glue is to have it; what the model does not know stays as it is among the current ones. */
    static software.amazon.awssdk.services.glue.model.Column toGlue(
            Column column, List<software.amazon.awssdk.services.glue.model.Column> current) {
        software.amazon.awssdk.services.glue.model.Column kept = current.stream()
                .filter(each -> each.name().equalsIgnoreCase(column.name()))
                .findFirst()
                .orElseGet(() -> software.amazon.awssdk.services.glue.model.Column.builder()
                        .name(column.name())
                        .build());
        return kept.toBuilder()
                .type(column.type().equalsIgnoreCase(kept.type()) ? kept.type() : column.type())
                .comment(column.description().orElse(null))
                .build();
    }

    /** As {@link #toGlue}, with the column's identity where Iceberg's own catalog has it. */
    static software.amazon.awssdk.services.glue.model.Column copied(
            Column column, List<software.amazon.awssdk.services.glue.model.Column> current) {
        software.amazon.awssdk.services.glue.model.Column plain = toGlue(column, current);
        if (column.fieldId().isEmpty()) {
            return plain;
        }
        Map<String, String> parameters = new TreeMap<>(plain.parameters());
        parameters.put(FIELD_ID, column.fieldId().get());
        parameters.put(FIELD_OPTIONAL, Boolean.toString(!column.required()));
        parameters.put(FIELD_CURRENT, "true");
        return plain.toBuilder().parameters(parameters).build();
    }

    /** Glue's column with the comment that the model has for it; one that the model does not know stays as it is. */
    static software.amazon.awssdk.services.glue.model.Column described(
            software.amazon.awssdk.services.glue.model.Column column, io.lakespan.model.Table table) {
        if (!isCurrent(column)) {
            return column;
        }
        return table.schema()
                .column(column.name())
                .map(known -> column.toBuilder()
                        .comment(known.description().orElse(null))
                        .build())
                .orElse(column);
    }
}
