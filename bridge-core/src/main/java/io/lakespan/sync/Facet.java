package io.lakespan.sync;

import io.lakespan.model.Column;
import io.lakespan.model.Schema;
import io.lakespan.model.SecretParameters;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One aspect of a table that is compared and merged on its own, item by item. */
public enum Facet {
    SCHEMA(Authority.LEFT, WholeValue.of(Facet::columns, Facet::copyColumns)),
    PARTITIONING(
            Authority.LEFT,
            WholeValue.of(
                    table -> table.schema().partitioning(),
                    (from, onto) -> onto.withSchema(
                            new Schema(onto.schema().columns(), from.schema().partitioning())))),
    LOCATION(Authority.LEFT, WholeValue.of(Table::location, (from, onto) -> onto.withLocation(from.location()))),
    FORMAT(
            Authority.LEFT,
            WholeValue.of(
                    table -> new FormatValue(table.format(), table.uuid()),
                    (from, onto) -> onto.withFormat(from.format()).withUuid(from.uuid()))),
    STORAGE(Authority.LEFT, WholeValue.of(Table::storage, (from, onto) -> onto.withStorage(from.storage()))),
    VIEW(Authority.LEFT, WholeValue.of(Table::view, (from, onto) -> onto.withView(from.view()))),
    /** Without what changes with every commit, which would make every commit a change of the catalog. */
    PARAMETERS(
            Authority.LEFT,
            WholeValue.of(
                    table -> VolatileParameters.without(SecretParameters.masked(table.parameters())),
                    (from, onto) -> onto.withParameters(SecretParameters.masked(from.parameters())))),
    /** Where the table's current metadata file lies; only a mirror follows it. */
    POINTER(Authority.LEFT, WholeValue.of(Facet::pointer, Facet::copyPointer)),
    DESCRIPTION(Authority.EITHER, WholeValue.optional(Table::description, Table::withDescription)),
    COLUMN_DESCRIPTIONS(Authority.EITHER, new ColumnDescriptions()),
    OWNER(Authority.EITHER, WholeValue.optional(Table::owner, Table::withOwner)),
    TAGS(Authority.EITHER, AnnotationItems.TAGS),
    /** Computed by Atlas; the left side only shows them. */
    PROPAGATED_TAGS(Authority.RIGHT, AnnotationItems.PROPAGATED_TAGS),
    TERMS(Authority.EITHER, AnnotationItems.TERMS),
    ATTRIBUTES(Authority.EITHER, AnnotationItems.ATTRIBUTES);

    /** Which side may change a facet. */
    public enum Authority {
        /** The left alone; an edit on the right is drift and set right again. */
        LEFT,
        /** The right alone. */
        RIGHT,
        /** Whoever changed it; both, and differently, is a conflict. */
        EITHER
    }

    private static final String METADATA_LOCATION = "metadata_location";

    private record FormatValue(TableFormat format, Optional<String> uuid) {
        @Override
        public String toString() {
            return format.name().toLowerCase(Locale.ROOT)
                    + uuid.map(id -> " with identity " + id).orElse("");
        }
    }

    private final Authority authority;
    private final FacetItems items;

    Facet(Authority authority, FacetItems items) {
        this.authority = authority;
        this.items = items;
    }

    public Authority authority() {
        return authority;
    }

    /** Whether the left side is the authority. */
    public boolean ownedByFormat() {
        return authority == Authority.LEFT;
    }

    /** What the table has of this facet, item by item; values have {@code equals} and a {@code toString} for people. */
    public SortedMap<Item, Object> of(Table table) {
        return items.of(table);
    }

    /** The second table with this item as the first has it, or without it. */
    Table copy(Item item, Table from, Table onto) {
        return items.copy(item, from, onto);
    }

    /** The second table with this facet taken from the first. */
    public Table copy(Table from, Table onto) {
        SortedSet<Item> all = new TreeSet<>(of(from).keySet());
        all.addAll(of(onto).keySet());
        Table copied = onto;
        for (Item item : all) {
            copied = copy(item, from, copied);
        }
        return copied;
    }

    private static Optional<String> pointer(Table table) {
        return Optional.ofNullable(table.parameters().get(METADATA_LOCATION));
    }

    private static Table copyPointer(Table from, Table onto) {
        SortedMap<String, String> parameters = new TreeMap<>(onto.parameters());
        parameters.remove(METADATA_LOCATION);
        Optional.ofNullable(from.parameters().get(METADATA_LOCATION))
                .ifPresent(pointer -> parameters.put(METADATA_LOCATION, pointer));
        return onto.withParameters(parameters);
    }

    private static List<Column> columns(Table table) {
        return table.schema().columns().stream().map(Column::bare).toList();
    }

    private static Table copyColumns(Table from, Table onto) {
        List<Column> columns = from.schema().columns().stream()
                .map(column -> carryingOver(column, from, onto))
                .toList();
        return onto.withSchema(onto.schema().withColumns(columns));
    }

    /** What people wrote about a column stays with it through a rename. */
    private static Column carryingOver(Column column, Table from, Table onto) {
        Column bare = column.bare();
        return SameColumn.in(onto, column, from)
                .map(known -> bare.withDescription(known.description()).withAnnotations(known.annotations()))
                .orElse(bare);
    }

    private static final class ColumnDescriptions implements FacetItems {
        @Override
        public SortedMap<Item, Object> of(Table table) {
            SortedMap<Item, Object> texts = new TreeMap<>();
            for (Column column : table.schema().columns()) {
                column.description().ifPresent(text -> texts.put(Item.ofColumn(column.name(), ""), text));
            }
            return texts;
        }

        @Override
        public Table copy(Item item, Table from, Table onto) {
            String name = item.column().orElseThrow();
            Optional<String> text = from.schema().column(name).flatMap(Column::description);
            return onto.withColumn(name, column -> column.withDescription(text));
        }
    }
}
