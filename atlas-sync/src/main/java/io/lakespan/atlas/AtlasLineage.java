package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.Dataset;
import io.lakespan.lineage.JobRun;
import io.lakespan.lineage.LineageEdge;
import io.lakespan.lineage.LineageGraph;
import io.lakespan.lineage.QualifiedNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs as {@code flink_application} and {@code flink_process} entities between the datasets they read and write. */
final class AtlasLineage {
    private static final String PROCESS = "flink_process";

    private final AtlasRest rest;
    private final AtlasEntities entities;
    private final AtlasTypes types;
    private final QualifiedNames names;

    AtlasLineage(AtlasRest rest, AtlasEntities entities, AtlasTypes types, QualifiedNames names) {
        this.rest = rest;
        this.entities = entities;
        this.types = types;
        this.names = names;
    }

    synchronized void record(JobRun run) {
        types.ensure();
        if (newerKnown(run)) {
            return;
        }
        RunEntities request = new RunEntities(names, run, types.applicationsOwnProcesses());
        for (LineageEdge edge : run.edges()) {
            edge.inputs().forEach(dataset -> enter(request, dataset));
            enter(request, edge.output());
        }
        rest.post("/entity/bulk", request.json());
    }

    /** What the sync wrote is complete and stays as it is; only what nobody entered yet is entered by its name. */
    private void enter(RunEntities request, Dataset dataset) {
        if (find(dataset).isEmpty()) {
            request.shell(dataset);
        }
    }

    private boolean newerKnown(JobRun run) {
        return entities.find("flink_application", names.application(run))
                .map(application -> application.map("conf").get(RunEntities.OBSERVED_AT))
                .filter(kept -> Instant.parse(kept).isAfter(run.observedAt()))
                .isPresent();
    }

    LineageGraph around(Dataset dataset, int depth) {
        AtlasEntity start = find(dataset)
                .orElseThrow(() -> new BridgeException(
                        ErrorCode.NOT_FOUND,
                        dataset.label() + " is not in Atlas's namespace " + names.namespace()
                                + "; bring it there with 'lakespan sync apply'"));
        // Atlas counts a process and the dataset behind it as one hop.
        int hops = Math.max(1, (depth + 1) / 2);
        JsonNode answer = rest.get("/lineage/" + start.guid() + "?direction=BOTH&depth=" + hops);
        Map<String, LineageGraph.Node> nodes = new LinkedHashMap<>();
        nodes.put(start.guid(), node(start, Optional.empty()));
        List<String> active = activeGuids(answer);
        AtlasEntities.pages(active)
                .forEach(page -> entities.all(page).forEach(entity -> nodes.put(entity.guid(), node(entity))));
        return new LineageGraph(start.guid(), List.copyOf(nodes.values()), links(answer, nodes));
    }

    private Optional<AtlasEntity> find(Dataset dataset) {
        String type = dataset.match(lake -> "hive_table", rdbms -> "rdbms_table");
        return entities.find(type, names.dataset(dataset));
    }

    private static List<String> activeGuids(JsonNode answer) {
        List<String> guids = new ArrayList<>();
        answer.path("guidEntityMap").fields().forEachRemaining(entry -> guids.add(entry.getKey()));
        return guids;
    }

    private static List<LineageGraph.Link> links(JsonNode answer, Map<String, LineageGraph.Node> nodes) {
        List<LineageGraph.Link> links = new ArrayList<>();
        for (JsonNode relation : answer.path("relations")) {
            String from = relation.path("fromEntityId").asText();
            String to = relation.path("toEntityId").asText();
            if (nodes.containsKey(from) && nodes.containsKey(to)) {
                links.add(new LineageGraph.Link(from, to));
            }
        }
        return List.copyOf(links);
    }

    private static LineageGraph.Node node(AtlasEntity entity) {
        Optional<String> state = entity.type().equals(PROCESS)
                ? Optional.ofNullable(entity.map("conf").get(RunEntities.STATE))
                : Optional.empty();
        return node(entity, state);
    }

    private static LineageGraph.Node node(AtlasEntity entity, Optional<String> state) {
        return new LineageGraph.Node(
                entity.guid(),
                entity.type(),
                entity.name(),
                entity.text("qualifiedName").orElse(""),
                state);
    }
}
