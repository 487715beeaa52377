package io.lakespan.app.verify;

import io.lakespan.formats.rows.LakeRows;
import io.lakespan.formats.rows.LakeValue;
import io.lakespan.model.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The columns that both sides have, paired by name whatever its case, and those that only one has.
 *
 * @param lakePositions where each common column stands in a row of the lake
 * @param keys which of the common columns make the key: the primary key, or all columns where there is none or the lake
 *     lacks a part of it
 */
record ComparedColumns(
        List<MySqlColumn> common, List<Integer> lakePositions, List<Integer> keys, List<String> problems) {
    ComparedColumns {
        common = List.copyOf(common);
        lakePositions = List.copyOf(lakePositions);
        keys = List.copyOf(keys);
        problems = List.copyOf(problems);
    }

    static ComparedColumns of(List<MySqlColumn> source, List<String> primaryKey, List<Column> lake) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < lake.size(); i++) {
            positions.put(folded(lake.get(i).name()), i);
        }
        List<MySqlColumn> common = source.stream()
                .filter(column -> positions.containsKey(column.folded()))
                .toList();
        return new ComparedColumns(
                common,
                common.stream().map(column -> positions.get(column.folded())).toList(),
                keys(common, primaryKey),
                problems(source, lake));
    }

    private static List<Integer> keys(List<MySqlColumn> common, List<String> primaryKey) {
        List<String> names = common.stream().map(MySqlColumn::name).toList();
        if (primaryKey.isEmpty() || !names.containsAll(primaryKey)) {
            return IntStream.range(0, common.size()).boxed().toList();
        }
        return primaryKey.stream().map(names::indexOf).toList();
    }

    private static List<String> problems(List<MySqlColumn> source, List<Column> lake) {
        List<String> sourceNames = source.stream().map(MySqlColumn::folded).toList();
        List<String> lakeNames =
                lake.stream().map(column -> folded(column.name())).toList();
        return Stream.concat(
                        source.stream()
                                .filter(column -> !lakeNames.contains(column.folded()))
                                .map(column -> "column " + column.name() + " is missing in lake"),
                        lake.stream()
                                .filter(column -> !sourceNames.contains(folded(column.name())))
                                .map(column -> "column " + column.name() + " is missing in source"))
                .toList();
    }

    Rows lake(LakeRows rows) {
        return consumer -> rows.forEach(row -> consumer.accept(aligned(row)));
    }

    private List<LakeValue> aligned(List<LakeValue> row) {
        List<LakeValue> values = new ArrayList<>(common.size());
        for (int i = 0; i < common.size(); i++) {
            values.add(common.get(i).type().alignment().apply(row.get(lakePositions.get(i))));
        }
        return values;
    }

    List<LakeValue> key(List<LakeValue> row) {
        return keys.stream().map(row::get).toList();
    }

    /** The key as a person reads it. */
    String keyText(List<LakeValue> row) {
        return keys.stream()
                .map(at -> KeyText.of(common.get(at).name(), row.get(at)))
                .collect(Collectors.joining(", "));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
