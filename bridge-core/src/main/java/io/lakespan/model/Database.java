package io.lakespan.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A database (schema, namespace) of a catalog; its name is folded to lower case. */
public record Database(
        String name,
        Optional<String> description,
        Optional<String> location,
        Optional<String> owner,
        SortedMap<String, String> parameters,
        Annotations annotations) {
    public Database {
        name = requireNonNull(name, "name").toLowerCase(Locale.ROOT);
        requireNonNull(description, "description");
        requireNonNull(location, "location");
        requireNonNull(owner, "owner");
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        requireNonNull(annotations, "annotations");
    }

    public static Database of(String name) {
        return new Database(
                name, Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>(), Annotations.none());
    }

    public Database withDescription(String text) {
        return withDescription(Optional.of(text));
    }

    public Database withDescription(Optional<String> text) {
        return new Database(name, text, location, owner, parameters, annotations);
    }

    public Database withLocation(String uri) {
        return withLocation(Optional.of(uri));
    }

    public Database withLocation(Optional<String> uri) {
        return new Database(name, description, uri, owner, parameters, annotations);
    }

    public Database withOwner(Optional<String> who) {
        return new Database(name, description, location, who, parameters, annotations);
    }

    public Database withParameters(Map<String, String> values) {
        return new Database(name, description, location, owner, new TreeMap<>(values), annotations);
    }

    public Database withAnnotations(Annotations value) {
        return new Database(name, description, location, owner, parameters, value);
    }
}
