package io.lakespan.app.text;

import io.lakespan.lineage.LineageGraph;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** A lineage graph as two small trees: where a dataset comes from and where it goes. */
public final class LineageTree {
    private final LineageGraph graph;
    private final StringBuilder text = new StringBuilder();

    private LineageTree(LineageGraph graph) {
        this.graph = graph;
    }

    public static String of(LineageGraph graph) {
        LineageTree tree = new LineageTree(graph);
        tree.text.append(label(graph.node(graph.start()))).append('\n');
        tree.branch("comes from", LineageGraph::upstream);
        tree.branch("goes to", LineageGraph::downstream);
        return tree.text.toString();
    }

    /** What a dataset goes to alone; a line that says so where it goes nowhere. */
    public static String downstream(LineageGraph graph) {
        LineageTree tree = new LineageTree(graph);
        tree.text.append(label(graph.node(graph.start()))).append('\n');
        if (graph.downstream(graph.start()).isEmpty()) {
            tree.text.append("goes nowhere that Atlas knows\n");
        }
        tree.branch("goes to", LineageGraph::downstream);
        return tree.text.toString();
    }

    private void branch(String title, BiFunction<LineageGraph, String, List<LineageGraph.Node>> next) {
        if (next.apply(graph, graph.start()).isEmpty()) {
            return;
        }
        text.append(title).append('\n');
        children(graph.start(), "", next, new HashSet<>());
    }

    private void children(
            String id,
            String indent,
            BiFunction<LineageGraph, String, List<LineageGraph.Node>> next,
            Set<String> onPath) {
        if (!onPath.add(id)) {
            return;
        }
        List<LineageGraph.Node> nodes = next.apply(graph, id);
        for (int i = 0; i < nodes.size(); i++) {
            boolean last = i == nodes.size() - 1;
            text.append(indent)
                    .append(last ? "└─ " : "├─ ")
                    .append(label(nodes.get(i)))
                    .append('\n');
            children(nodes.get(i).id(), indent + (last ? "   " : "│  "), next, onPath);
        }
        onPath.remove(id);
    }

    private static String label(LineageGraph.Node node) {
        String state = node.state().map(value -> ", " + value).orElse("");
        return node.name() + "  (" + node.type() + state + ")  " + node.qualifiedName();
    }
}
