package io.lakespan.lineage;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Datasets and processes around a starting point, and which feeds which.
 *
 * @param start the id of the node that was asked for
 */
public record LineageGraph(String start, List<Node> nodes, List<Link> links) {
    public LineageGraph {
        requireNonNull(start, "start");
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
    }

    /**
     * @param type the store's own name for the kind of thing, such as {@code iceberg_table}
     * @param state of a process, its last known run state
     */
    public record Node(String id, String type, String name, String qualifiedName, Optional<String> state) {}

    /** Data flows from one node to the other. */
    public record Link(String from, String to) {}

    /** What feeds the node directly. */
    public List<Node> upstream(String id) {
        return links.stream()
                .filter(link -> link.to().equals(id))
                .map(link -> node(link.from()))
                .toList();
    }

    /** What the node feeds directly. */
    public List<Node> downstream(String id) {
        return links.stream()
                .filter(link -> link.from().equals(id))
                .map(link -> node(link.to()))
                .toList();
    }

    public Node node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
    }
}
