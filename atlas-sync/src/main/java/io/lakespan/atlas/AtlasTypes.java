package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.TableFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types Lakespan needs and Atlas does not ship; nothing Atlas has is changed. A type of the same name that somebody
 * else defined is used where it fits.
 */
final class AtlasTypes {
    private static final String RESOURCE = "lakespan-types.json";
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final int OLDEST_MAJOR = 2;
    private static final int OLDEST_MINOR = 1;

    private final AtlasRest rest;
    private final Map<String, Map<String, String>> attributes = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> definitions = new ConcurrentHashMap<>();
    private boolean present;

    AtlasTypes(AtlasRest rest) {
        this.rest = rest;
    }

    /** Installs what is missing, once for this client; harmless when two clients do it at the same time. */
    synchronized void ensure() {
        if (present) {
            return;
        }
        requireVersion();
        for (String kind : new String[] {"entityDefs", "relationshipDefs"}) {
            model().path(kind).forEach(type -> install(kind, type));
        }
        present = true;
    }

    /** Business metadata and purging came with 2.1. */
    private void requireVersion() {
        String version = rest.admin("/version").path("Version").asText();
        Matcher numbers = VERSION.matcher(version);
        if (numbers.lookingAt() && below(numbers, OLDEST_MAJOR, OLDEST_MINOR)) {
            throw new BridgeException(
                    ErrorCode.UNSUPPORTED, "Atlas " + version + " is too old: Lakespan needs Atlas 2.1 or newer");
        }
    }

    private static boolean below(Matcher numbers, int major, int minor) {
        int found = Integer.parseInt(numbers.group(1));
        return found < major || found == major && Integer.parseInt(numbers.group(2)) < minor;
    }

    /**
     * Installs what is missing and sees that the types of tables of this format are what they have to be.
     *
     * @throws BridgeException {@code CORRUPT} when somebody else defined a type of that name that cannot hold such a table
     */
    void require(TableFormat format) {
        ensure();
        requireBelow(TableKinds.tableType(format), TableKinds.ANY_TABLE);
        requireBelow(TableKinds.columnType(format), TableKinds.ANY_COLUMN);
        requireType(TableKinds.tableType(format), CustomAttributes.TABLE_UUID, "string");
        requireType(TableKinds.tableType(format), CustomAttributes.PARTITION_FIELDS, "array<string>");
        requireType(TableKinds.columnType(format), CustomAttributes.FIELD_ID, "string");
        requireType(TableKinds.columnType(format), CustomAttributes.REQUIRED, "boolean");
    }

    private void requireBelow(String type, String ancestor) {
        if (!below(type, ancestor)) {
            throw foreign("the type " + type + " is not below " + ancestor);
        }
    }

    private boolean below(String type, String ancestor) {
        if (type.equals(ancestor)) {
            return true;
        }
        for (JsonNode parent : definition(type).path("superTypes")) {
            if (below(parent.asText(), ancestor)) {
                return true;
            }
        }
        return false;
    }

    private void requireType(String type, String attribute, String expected) {
        Optional<String> other =
                Optional.ofNullable(attributes(type).get(attribute)).filter(found -> !found.equals(expected));
        if (other.isPresent()) {
            throw foreign("the attribute " + attribute + " of the type " + type + " is of type " + other.get()
                    + " where Lakespan needs " + expected);
        }
    }

    private static BridgeException foreign(String what) {
        return new BridgeException(
                ErrorCode.CORRUPT,
                "Atlas cannot hold such a table: " + what
                        + ", as somebody else defined it; rename or remove that type");
    }

    /** Whether entities of the type have the attribute; types above it count. */
    boolean has(String type, String attribute) {
        return attributes(type).containsKey(attribute);
    }

    private Map<String, String> attributes(String type) {
        Map<String, String> known = attributes.get(type);
        if (known != null) {
            return known;
        }
        JsonNode definition = definition(type);
        Map<String, String> types = new TreeMap<>();
        definition.path("superTypes").forEach(parent -> types.putAll(attributes(parent.asText())));
        definition
                .path("attributeDefs")
                .forEach(attribute -> types.put(
                        attribute.path("name").asText(),
                        attribute.path("typeName").asText()));
        attributes.put(type, types);
        return types;
    }

    private JsonNode definition(String type) {
        return definitions.computeIfAbsent(type, name -> rest.find("/types/entitydef/name/" + name)
                .orElseThrow(() -> foreign("there is no entity type " + name)));
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
