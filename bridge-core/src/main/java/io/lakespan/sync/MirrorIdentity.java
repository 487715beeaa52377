package io.lakespan.sync;

import io.lakespan.model.AnnotationParameters;
import io.lakespan.model.Column;
import io.lakespan.model.Table;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the original's format says and a catalog's entry has no field for, the table's uuid, the columns' field ids and
 * which are required, among the copy's parameters: {@code id=1!&email=2}.
 */
final class MirrorIdentity {
    private static final String UUID = AnnotationParameters.PREFIX + "mirror-uuid";
    private static final String COLUMNS = AnnotationParameters.PREFIX + "mirror-columns";
    private static final String REQUIRED = "!";

    private MirrorIdentity() {}

    static Table written(Table table) {
        SortedMap<String, String> parameters = new TreeMap<>(table.parameters());
        table.uuid().ifPresent(uuid -> parameters.put(UUID, uuid));
        String columns = table.schema().columns().stream()
                .filter(column -> column.fieldId().isPresent() || column.required())
                .map(MirrorIdentity::text)
                .collect(Collectors.joining("&"));
        if (!columns.isEmpty()) {
            parameters.put(COLUMNS, columns);
        }
        return table.withParameters(parameters);
    }

    static Table read(Table entry) {
        SortedMap<String, String> parameters = new TreeMap<>(entry.parameters());
        Table table = entry;
        Optional<String> uuid = Optional.ofNullable(parameters.remove(UUID));
        if (uuid.isPresent()) {
            table = table.withUuid(uuid);
        }
        String columns = Optional.ofNullable(parameters.remove(COLUMNS)).orElse("");
        for (String column : columns.isEmpty() ? new String[0] : columns.split("&")) {
            table = identified(table, column);
        }
        return table.withParameters(parameters);
    }

    private static String text(Column column) {
        return URLEncoder.encode(column.name(), StandardCharsets.UTF_8) + "="
                + column.fieldId().orElse("") + (column.required() ? REQUIRED : "");
    }

    private static Table identified(Table table, String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return table;
        }
        String name = URLDecoder.decode(text.substring(0, equals), StandardCharsets.UTF_8);
        String value = text.substring(equals + 1);
        boolean required = value.endsWith(REQUIRED);
        String id = required ? value.substring(0, value.length() - 1) : value;
        return table.withColumn(name, column -> {
            Column known = id.isEmpty() ? column : column.withFieldId(id);
            return required ? known.withRequired() : known;
        });
    }
}
