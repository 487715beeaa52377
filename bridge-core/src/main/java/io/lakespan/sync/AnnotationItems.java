package io.lakespan.sync;

import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Table;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One kind of annotation, of the table and of its columns. */
record AnnotationItems(Function<Annotations, Map<String, ?>> values, Copy copy) implements FacetItems {
    static final AnnotationItems TAGS = new AnnotationItems(
            Annotations::tags,
            (name, from, onto) ->
                    onto.withTag(name, Optional.ofNullable(from.tags().get(name))));
    static final AnnotationItems PROPAGATED_TAGS = new AnnotationItems(
            Annotations::propagatedTags,
            (name, from, onto) -> onto.withPropagatedTag(
                    name, Optional.ofNullable(from.propagatedTags().get(name))));
    static final AnnotationItems TERMS = new AnnotationItems(
            AnnotationItems::terms,
            (name, from, onto) -> from.terms().contains(name) ? onto.withTerm(name) : onto.withoutTerm(name));
    static final AnnotationItems ATTRIBUTES = new AnnotationItems(
            Annotations::attributes,
            (name, from, onto) -> onto.withAttribute(
                    name, Optional.ofNullable(from.attributes().get(name))));

    /** Takes one named annotation over. */
    interface Copy {
        Annotations copy(String name, Annotations from, Annotations onto);
    }

    @Override
    public SortedMap<Item, Object> of(Table table) {
        SortedMap<Item, Object> items = new TreeMap<>();
        values.apply(table.annotations()).forEach((name, value) -> items.put(Item.of(name), value));
        for (Column column : table.schema().columns()) {
            values.apply(column.annotations())
                    .forEach((name, value) -> items.put(Item.ofColumn(column.name(), name), value));
        }
        return items;
    }

    @Override
    public Table copy(Item item, Table from, Table onto) {
        if (item.column().isEmpty()) {
            return onto.withAnnotations(copy.copy(item.name(), from.annotations(), onto.annotations()));
        }
        String name = item.column().get();
        Annotations source = from.schema().column(name).map(Column::annotations).orElse(Annotations.none());
        return onto.withColumn(
                name, column -> column.withAnnotations(copy.copy(item.name(), source, column.annotations())));
    }

    private static Map<String, ?> terms(Annotations annotations) {
        return annotations.terms().stream().collect(Collectors.toMap(term -> term, term -> "assigned"));
    }
}
