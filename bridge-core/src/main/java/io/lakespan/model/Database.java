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
        SortedMap<String, String> parameters) {
    public Database {
        name = requireNonNull(name, "name").toLowerCase(Locale.ROOT);
        requireNonNull(description, "description");
        requireNonNull(location, "location");
        requireNonNull(owner, "owner");
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    public static Database of(String name) {
        return new Database(name, Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>());
    }

    public Database withDescription(String text) {
        return new Database(name, Optional.of(text), location, owner, parameters);
    }

    public Database withLocation(String uri) {
        return new Database(name, description, Optional.of(uri), owner, parameters);
    }

    public Database withParameters(Map<String, String> values) {
        return new Database(name, description, location, owner, new TreeMap<>(values));
    }
}
