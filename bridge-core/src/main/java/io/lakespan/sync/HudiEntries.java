package io.lakespan.sync;

import static java.util.stream.Collectors.joining;

import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Versioned;
import io.lakespan.model.hudi.HudiTables;
import io.lakespan.model.hudi.HudiView;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Hudi table that is registered two or three times is one table. It is shown under its own entry, or where there is
 * none under that of the view that shows everything; the names of the others stand among its parameters.
 */
final class HudiEntries {
    private static final String VIEWS = "hudi.views";

    private HudiEntries() {}

    static SortedMap<TableRef, TableView> grouped(SortedMap<TableRef, TableView> tables) {
        SortedMap<TableRef, TableView> grouped = new TreeMap<>(tables);
        List<Table> hudi = tables.values().stream()
                .flatMap(view -> seen(view).stream())
                .map(seen -> seen.table().value())
                .filter(table -> table.format() == TableFormat.HUDI)
                .toList();
        for (HudiTables.Shown shown : HudiTables.shown(hudi)) {
            if (!shown.views().isEmpty()) {
                group(shown, grouped);
            }
        }
        return grouped;
    }

    private static void group(HudiTables.Shown shown, SortedMap<TableRef, TableView> grouped) {
        TableRef place = shown.registered() ? shown.table().ref() : last(shown.views());
        List<TableRef> others = shown.views().stream()
                .map(view -> view.entry().ref())
                .filter(ref -> !ref.equals(place))
                .toList();
        others.forEach(grouped::remove);
        String names = others.stream().map(TableRef::name).collect(joining(","));
        seen(grouped.get(place)).ifPresent(seen -> grouped.put(place, naming(seen, names)));
    }

    private static TableRef last(List<HudiView> views) {
        return views.get(views.size() - 1).entry().ref();
    }

    private static TableView.Seen naming(TableView.Seen seen, String names) {
        Versioned<Table> table = seen.table();
        SortedMap<String, String> parameters = new TreeMap<>(table.value().parameters());
        parameters.put(VIEWS, names);
        return new TableView.Seen(
                new Versioned<>(table.value().withParameters(parameters), table.version(), table.modified()),
                seen.torn(),
                seen.inEntryAlone());
    }

    private static Optional<TableView.Seen> seen(TableView view) {
        return view.match(Optional::of, unreadable -> Optional.empty());
    }
}
