package io.lakespan.model;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What people add to a table, a column or a database beyond its description and owner.
 *
 * @param tags classifications put on the thing itself, by name
 * @param propagatedTags classifications that reached it from elsewhere, along lineage or from a term; nobody sets them here
 * @param terms glossary terms in Atlas's form {@code term@glossary}
 * @param attributes business metadata as text, by {@code set.attribute}
 */
public record Annotations(
        SortedMap<String, Tag> tags,
        SortedMap<String, Tag> propagatedTags,
        SortedSet<String> terms,
        SortedMap<String, String> attributes) {
    private static final Annotations NONE =
            new Annotations(new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeMap<>());

    public Annotations {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        propagatedTags = Collections.unmodifiableSortedMap(new TreeMap<>(propagatedTags));
        terms = Collections.unmodifiableSortedSet(new TreeSet<>(terms));
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    public static Annotations none() {
        return NONE;
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    public Annotations withTag(Tag tag) {
        return withTag(tag.name(), Optional.of(tag));
    }

    /** With this tag under the name, or without one. */
    public Annotations withTag(String name, Optional<Tag> tag) {
        return new Annotations(changed(tags, name, tag), propagatedTags, terms, attributes);
    }

    public Annotations withPropagatedTag(Tag tag) {
        return withPropagatedTag(tag.name(), Optional.of(tag));
    }

    /** With this propagated tag under the name, or without one. */
    public Annotations withPropagatedTag(String name, Optional<Tag> tag) {
        return new Annotations(tags, changed(propagatedTags, name, tag), terms, attributes);
    }

    public Annotations withTerm(String term) {
        SortedSet<String> more = new TreeSet<>(terms);
        more.add(term);
        return new Annotations(tags, propagatedTags, more, attributes);
    }

    public Annotations withoutTerm(String term) {
        SortedSet<String> fewer = new TreeSet<>(terms);
        fewer.remove(term);
        return new Annotations(tags, propagatedTags, fewer, attributes);
    }

    public Annotations withAttribute(String name, String value) {
        return withAttribute(name, Optional.of(value));
    }

    /** With this value of the attribute, or without one. */
    public Annotations withAttribute(String name, Optional<String> value) {
        return new Annotations(tags, propagatedTags, terms, changed(attributes, name, value));
    }

    private static <V> SortedMap<String, V> changed(SortedMap<String, V> map, String key, Optional<V> value) {
        SortedMap<String, V> copy = new TreeMap<>(map);
        value.ifPresentOrElse(present -> copy.put(key, present), () -> copy.remove(key));
        return copy;
    }
}
