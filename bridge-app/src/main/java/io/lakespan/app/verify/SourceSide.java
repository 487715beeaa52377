package io.lakespan.app.verify;

import io.lakespan.formats.rows.LakeValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The source's tables of a pair, one after the other, as the lake is to show them. */
final class SourceSide {
    private final MySqlSession session;
    private final List<Part> parts;

    private SourceSide(MySqlSession session, List<Part> parts) {
        this.session = session;
        this.parts = List.copyOf(parts);
    }

    /** A table and its columns in the source. */
    private record Part(SourcePart table, List<MySqlColumn> columns) {

        private MySqlColumn column(String name) {
            return columns.stream()
                    .filter(column -> column.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow();
        }

        List<MySqlColumn> shown() {
            return table.view()
                    .map(view -> view.columns().stream().map(this::shown).toList())
                    .orElse(columns);
        }

        private MySqlColumn shown(SourceView.ViewedColumn column) {
            MySqlType type = column.source().map(name -> column(name).type()).orElseGet(MySqlType::computed);
            return new MySqlColumn(column.name(), type);
        }

        void forEach(MySqlSession session, List<MySqlColumn> compared, Consumer<List<LakeValue>> consumer) {
            if (table.view().isEmpty()) {
                session.forEach(table, compared, consumer);
                return;
            }
            SourceView view = table.view().get();
            List<MySqlColumn> read = view.reads().stream()
                    .map(this::column)
                    .map(MySqlColumn::verbatim)
                    .toList();
            int[] positions = positions(compared);
            session.forEach(table, read, row -> view.show(row)
                    .ifPresent(shown -> consumer.accept(picked(shown, positions, compared))));
        }

        private int[] positions(List<MySqlColumn> compared) {
            Map<String, Integer> positions = new HashMap<>();
            shown().forEach(column -> positions.put(column.name().toLowerCase(Locale.ROOT), positions.size()));
            return compared.stream()
                    .mapToInt(column -> positions.get(column.folded()))
                    .toArray();
        }

        private static List<LakeValue> picked(List<LakeValue> row, int[] positions, List<MySqlColumn> compared) {
            List<LakeValue> values = new ArrayList<>(positions.length);
            for (int i = 0; i < positions.length; i++) {
                values.add(compared.get(i).type().alignment().apply(row.get(positions[i])));
            }
            return values;
        }
    }

    static SourceSide of(MySqlSession session, TablePair pair) {
        return new SourceSide(
                session,
                pair.parts().stream()
                        .map(part -> new Part(part, session.columns(part)))
                        .toList());
    }

    /** The first table that is not there. */
    Optional<String> missing() {
        return parts.stream()
                .filter(part -> part.columns().isEmpty())
                .map(part -> part.table().label())
                .findFirst();
    }

    /** Those of the first table, which the others have too. */
    List<MySqlColumn> columns() {
        return parts.get(0).shown();
    }

    /** None when there is no primary key. */
    List<String> key() {
        SourcePart first = parts.get(0).table();
        return first.view().map(SourceView::key).orElseGet(() -> session.key(first));
    }

    Rows rows(List<MySqlColumn> compared) {
        return consumer -> parts.forEach(part -> part.forEach(session, compared, consumer));
    }
}
