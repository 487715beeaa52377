package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.error.BridgeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The types Lakespan needs and Atlas does not ship; nothing Atlas has is changed. */
final class AtlasTypes {
    private static final String RESOURCE = "lakespan-types.json";

    private final AtlasRest rest;
    private boolean present;

    AtlasTypes(AtlasRest rest) {
        this.rest = rest;
    }

    /** Installs what is missing, once for this client; harmless when two clients do it at the same time. */
    synchronized void ensure() {
        if (present) {
            return;
        }
        for (String kind : new String[] {"entityDefs", "relationshipDefs"}) {
            model().path(kind).forEach(type -> install(kind, type));
        }
        present = true;
    }

    /** Whether processes can be tied to their application: some Atlas versions ship that relationship as an entity. */
    boolean applicationsOwnProcesses() {
        return exists("relationshipdef", "flink_application_processes");
    }

    private void install(String kind, JsonNode type) {
        String name = type.path("name").asText();
        if (exists("typedef", name)) {
            return;
        }
        ObjectNode request = AtlasRest.JSON.createObjectNode();
        request.putArray(kind).add(type);
        try {
            rest.post("/types/typedefs", request);
        } catch (BridgeException e) {
            if (!exists("typedef", name)) {
                throw e;
            }
        }
    }

    private boolean exists(String category, String name) {
        return rest.find("/types/" + category + "/name/" + name).isPresent();
    }

    private static JsonNode model() {
        try (InputStream in = AtlasTypes.class.getResourceAsStream(RESOURCE)) {
            return AtlasRest.JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
