package io.lakespan.local;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parts and what stands on what. */
final class PartGraph {
    private final Map<String, Part> byName;
    private final List<Part> ordered;

    PartGraph(Collection<Part> parts) {
        byName = parts.stream().collect(Collectors.toMap(Part::name, Function.identity(), (a, b) -> a, TreeMap::new));
        ordered = parts.stream()
                .flatMap(part -> withPredecessors(Set.of(part.name())).stream())
                .distinct()
                .toList();
    }

    /** All of them, each after those it stands on. */
    List<Part> ordered() {
        return ordered;
    }

    /** All of them, each before those it stands on. */
    List<Part> reversed() {
        List<Part> parts = new ArrayList<>(ordered);
        Collections.reverse(parts);
        return parts;
    }

    Part part(String name) {
        if (!byName.containsKey(name)) {
            throw new BridgeException(
                    ErrorCode.NOT_FOUND,
                    "no part is called " + name + ": there are " + String.join(", ", byName.keySet()));
        }
        return byName.get(name);
    }

    /** These and all they stand on, each after those it stands on. */
    List<Part> withPredecessors(Collection<String> names) {
        Set<Part> found = new LinkedHashSet<>();
        names.forEach(name -> collect(part(name), found, new LinkedHashSet<>()));
        return List.copyOf(found);
    }

    /** Those that stand on it, and it. */
    Set<String> withSuccessors(Collection<String> names) {
        Set<String> wanted = new HashSet<>();
        names.forEach(name -> wanted.add(part(name).name()));
        return byName.keySet().stream()
                .filter(name ->
                        withPredecessors(Set.of(name)).stream().map(Part::name).anyMatch(wanted::contains))
                .collect(Collectors.toSet());
    }

    private void collect(Part part, Set<Part> found, Set<String> path) {
        if (!path.add(part.name())) {
            throw new BridgeException(ErrorCode.INTERNAL, "parts wait for each other: " + String.join(" -> ", path));
        }
        part.after().stream().sorted().map(this::part).forEach(before -> collect(before, found, path));
        path.remove(part.name());
        found.add(part);
    }
}
