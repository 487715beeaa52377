package io.lakespan.testkit;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.Dataset;
import io.lakespan.lineage.JobRun;
import io.lakespan.lineage.LineageEdge;
import io.lakespan.lineage.LineageGraph;
import io.lakespan.lineage.QualifiedNames;
import io.lakespan.spi.LineageStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Lineage in maps: a process for each output of each job, the newest observation of each job. */
public final class InMemoryLineageStore implements LineageStore {
    private final QualifiedNames names = new QualifiedNames("memory");
    private final SortedMap<String, JobRun> runs = new TreeMap<>();
    private final Map<String, LineageGraph.Node> datasets = new TreeMap<>();

    @Override
    public synchronized void record(JobRun run) {
        JobRun kept = runs.get(names.application(run));
        if (kept != null && kept.observedAt().isAfter(run.observedAt())) {
            return;
        }
        runs.put(names.application(run), run);
        run.edges().forEach(this::enter);
    }

    @Override
    public synchronized LineageGraph around(Dataset dataset, int depth) {
        String start = names.dataset(dataset);
        if (!datasets.containsKey(start)) {
            throw new BridgeException(ErrorCode.NOT_FOUND, "no lineage is known of " + dataset.label());
        }
        List<LineageGraph.Link> links = links();
        Set<LineageGraph.Link> near = new LinkedHashSet<>();
        near.addAll(walk(start, depth, links, LineageGraph.Link::from, LineageGraph.Link::to));
        near.addAll(walk(start, depth, links, LineageGraph.Link::to, LineageGraph.Link::from));
        return new LineageGraph(start, nodes(start, near), List.copyOf(near));
    }

    @Override
    public void close() {}

    private void enter(LineageEdge edge) {
        edge.inputs().forEach(this::enter);
        enter(edge.output());
    }

    private void enter(Dataset dataset) {
        String name = names.dataset(dataset);
        String type =
                dataset.match(lake -> lake.format().name().toLowerCase(Locale.ROOT) + "_table", rdbms -> "rdbms_table");
        datasets.put(name, new LineageGraph.Node(name, type, dataset.label(), name, Optional.empty()));
    }

    private List<LineageGraph.Link> links() {
        List<LineageGraph.Link> links = new ArrayList<>();
        for (JobRun run : runs.values()) {
            for (LineageEdge edge : run.edges()) {
                String process = names.process(run, edge);
                edge.inputs().forEach(input -> links.add(new LineageGraph.Link(names.dataset(input), process)));
                links.add(new LineageGraph.Link(process, names.dataset(edge.output())));
            }
        }
        return links;
    }

    private static Set<LineageGraph.Link> walk(
            String start,
            int depth,
            List<LineageGraph.Link> links,
            Function<LineageGraph.Link, String> near,
            Function<LineageGraph.Link, String> far) {
        Set<LineageGraph.Link> found = new LinkedHashSet<>();
        Set<String> front = Set.of(start);
        for (int hop = 0; hop < depth; hop++) {
            Set<String> next = new HashSet<>();
            for (LineageGraph.Link link : links) {
                if (front.contains(near.apply(link)) && found.add(link)) {
                    next.add(far.apply(link));
                }
            }
            front = next;
        }
        return found;
    }

    private List<LineageGraph.Node> nodes(String start, Set<LineageGraph.Link> links) {
        Set<String> ids = new LinkedHashSet<>(List.of(start));
        links.forEach(link -> ids.addAll(List.of(link.from(), link.to())));
        return ids.stream().map(this::node).toList();
    }

    private LineageGraph.Node node(String id) {
        return Optional.ofNullable(datasets.get(id)).orElseGet(() -> process(id));
    }

    private LineageGraph.Node process(String id) {
        for (JobRun run : runs.values()) {
            for (LineageEdge edge : run.edges()) {
                if (names.process(run, edge).equals(id)) {
                    return new LineageGraph.Node(
                            id,
                            "flink_process",
                            run.job(),
                            id,
                            Optional.of(run.state().name()));
                }
            }
        }
        throw new IllegalStateException("no process " + id);
    }
}
