package io.lakespan.model.hudi;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shows a Hudi table of the kind merge on read as the one table it is. Hudi's Hive sync registers it as {@code orders_ro}
 * and {@code orders_rt}, of late or by configuration as {@code orders} too, all with the same base path.
 */
public final class HudiTables {
    /**
     * A table as it is shown.
     *
     * @param table the entry, or where there are only views one made of the first of them under the table's own name
     * @param registered whether the catalog has an entry of that name
     * @param views its other entries, the read optimised one first; none for a table of any other kind
     */
    public record Shown(Table table, boolean registered, List<HudiView> views) {
        public Shown {
            requireNonNull(table, "table");
            views = List.copyOf(views);
        }
    }

    private final Map<TableRef, Table> entries = new TreeMap<>();
    private final Map<TableRef, Shown> shown = new TreeMap<>();

    private HudiTables(Collection<Table> tables) {
        tables.forEach(table -> entries.put(table.ref(), table));
    }

    /**
     * The tables of one database, by name; each given one is in exactly one of those returned.
     *
     * <p>An entry is a view when its name ends as that of a view of its kind does, its input format or SerDe parameters
     * read it that way, and either another entry of the same base path bears it out or its own marks leave no doubt. It is
     * no view when its base name stands for something else.
     */
    public static List<Shown> shown(Collection<Table> tables) {
        HudiTables grouped = new HudiTables(tables);
        grouped.group();
        return List.copyOf(grouped.shown.values());
    }

    private void group() {
        entries.values().forEach(table -> shown.put(table.ref(), new Shown(table, true, List.of())));
        entries.values().stream()
                .flatMap(table -> HudiView.of(table).stream())
                .collect(groupingBy(HudiView::base))
                .forEach(this::group);
    }

    private void group(TableRef base, List<HudiView> views) {
        Optional<Table> entry = Optional.ofNullable(entries.get(base));
        List<HudiView> own = views.stream()
                .filter(view -> entry.map(table -> isOf(view, table)).orElseGet(() -> isBorneOut(view, views)))
                .sorted(Comparator.comparing(HudiView::kind))
                .toList();
        if (own.isEmpty()) {
            return;
        }
        own.forEach(view -> shown.remove(view.entry().ref()));
        // The view that shows everything stands for a table without an entry.
        Table table = entry.orElseGet(() -> own.get(own.size() - 1).entry().withRef(base));
        shown.put(base, new Shown(table, entry.isPresent(), own));
    }

    private static boolean isOf(HudiView view, Table table) {
        return table.format() == TableFormat.HUDI
                && table.location().isPresent()
                && location(table).equals(location(view.entry()));
    }

    /** Views of one name that lie in different places are tables of their own: nobody can tell which the table is. */
    private static boolean isBorneOut(HudiView view, List<HudiView> namesakes) {
        return namesakes.size() == 1
                ? view.certain()
                : namesakes.stream().allMatch(other -> location(other.entry()).equals(location(view.entry())));
    }

    /** One spelling for s3, s3a and s3n, for file:/ and file:///, with and without a slash at the end. */
    private static String location(Table table) {
        return table.location()
                .orElseThrow()
                .replaceFirst("/+$", "")
                .replaceFirst("^(?i)s3[an]?://", "s3://")
                .replaceFirst("^(?i)file:/+", "/");
    }
}
