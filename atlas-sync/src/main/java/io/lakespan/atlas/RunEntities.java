package io.lakespan.atlas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.lineage.Dataset;
import io.lakespan.lineage.JobRun;
import io.lakespan.lineage.LineageEdge;
import io.lakespan.lineage.QualifiedNames;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One run as the entities of one request: the application, a process for each output, and whatever dataset nobody
 * entered yet. Atlas resolves each by its unique name, so that what exists is updated.
 *
 * <p>The Flink types have no attribute for the state; it goes into {@code conf} with the run's other facts.
 */
final class RunEntities {
    static final String STATE = "state";
    static final String OBSERVED_AT = "observedAt";

    private final QualifiedNames names;
    private final JobRun run;
    private final boolean owned;
    private final Map<String, ObjectNode> entities = new LinkedHashMap<>();

    /**
     * @param owned whether processes are tied to the application by a relationship
     */
    RunEntities(QualifiedNames names, JobRun run, boolean owned) {
        this.names = names;
        this.run = run;
        this.owned = owned;
    }

    /** Enters a dataset by its name, with the containers it needs. */
    void shell(Dataset dataset) {
        dataset.match(this::lakeTable, this::rdbmsTable);
    }

    ObjectNode json() {
        ObjectNode application = entity("flink_application", names.application(run));
        runAttributes(application, run.job(), names.application(run));
        application.withObject("/attributes").withArray("inputs");
        application.withObject("/attributes").withArray("outputs");
        run.edges().forEach(this::process);
        ObjectNode request = AtlasRest.JSON.createObjectNode();
        ArrayNode list = request.putArray("entities");
        entities.values().forEach(list::add);
        return request;
    }

    private void process(LineageEdge edge) {
        String name = names.process(run, edge);
        ObjectNode process = entity("flink_process", name);
        runAttributes(process, run.job() + " → " + edge.output().label(), name);
        ObjectNode attributes = process.withObject("/attributes");
        attributes.withObject("/conf").put("grade", edge.grade().name().toLowerCase(Locale.ROOT));
        ArrayNode inputs = attributes.putArray("inputs");
        edge.inputs().forEach(input -> inputs.add(reference(input)));
        attributes.putArray("outputs").add(reference(edge.output()));
        if (owned) {
            process.withObject("/relationshipAttributes")
                    .set("application", reference("flink_application", names.application(run)));
        }
    }

    private void runAttributes(ObjectNode entity, String name, String id) {
        ObjectNode attributes = entity.withObject("/attributes");
        attributes.put("name", name).put("id", id);
        attributes.put("startTime", run.startedAt().toEpochMilli());
        attributes.put("endTime", run.endedAt().map(Instant::toEpochMilli).orElse(null));
        ObjectNode conf = attributes.putObject("conf");
        run.attributes().forEach(conf::put);
        conf.put(STATE, run.state().name());
        conf.put("jobId", run.runId());
        conf.put("cluster", run.cluster());
        conf.put(OBSERVED_AT, run.observedAt().toString());
    }

    private ObjectNode lakeTable(Dataset.LakeTable table) {
        String database = table.ref().database();
        ObjectNode owner = entity("hive_db", names.database(database));
        owner.withObject("/attributes").put("name", database).put("clusterName", names.namespace());
        ObjectNode entity = entity(TableKinds.tableType(table.format()), names.table(table.ref()));
        entity.withObject("/attributes").put("name", table.ref().name());
        entity.withObject("/customAttributes").put(CustomAttributes.SHELL, "true");
        entity.withObject("/relationshipAttributes").set("db", reference("hive_db", names.database(database)));
        return entity;
    }

    private ObjectNode rdbmsTable(Dataset.RdbmsTable table) {
        entity("rdbms_instance", names.rdbmsInstance(table))
                .withObject("/attributes")
                .put("name", table.host() + ":" + table.port())
                .put("rdbms_type", table.product())
                .put("hostname", table.host())
                .put("port", table.port());
        ObjectNode database = entity("rdbms_db", names.rdbmsDatabase(table));
        database.withObject("/attributes").put("name", table.database());
        database.withObject("/relationshipAttributes")
                .set("instance", reference("rdbms_instance", names.rdbmsInstance(table)));
        ObjectNode entity = entity("rdbms_table", names.rdbmsTable(table));
        entity.withObject("/attributes").put("name", table.table());
        entity.withObject("/relationshipAttributes").set("db", reference("rdbms_db", names.rdbmsDatabase(table)));
        return entity;
    }

    private ObjectNode reference(Dataset dataset) {
        Optional<String> lakeType =
                dataset.match(lake -> Optional.of(TableKinds.tableType(lake.format())), rdbms -> Optional.empty());
        return reference(lakeType.orElse("rdbms_table"), names.dataset(dataset));
    }

    /** The entity of that type and name, one of each in the request. */
    private ObjectNode entity(String type, String qualifiedName) {
        return entities.computeIfAbsent(key(type, qualifiedName), key -> {
            ObjectNode entity = AtlasRest.JSON.createObjectNode();
            entity.put("typeName", type).put("guid", "-" + (entities.size() + 1));
            entity.putObject("attributes").put("qualifiedName", qualifiedName);
            return entity;
        });
    }

    /** What the request itself holds is meant by its guid there, what Atlas has already by its unique name. */
    private ObjectNode reference(String type, String qualifiedName) {
        ObjectNode reference = AtlasRest.JSON.createObjectNode().put("typeName", type);
        ObjectNode inRequest = entities.get(key(type, qualifiedName));
        if (inRequest == null) {
            reference.putObject("uniqueAttributes").put("qualifiedName", qualifiedName);
        } else {
            reference.set("guid", inRequest.get("guid"));
        }
        return reference;
    }

    private static String key(String type, String qualifiedName) {
        return type + " " + qualifiedName;
    }
}
