package io.lakespan.atlas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.QualifiedNames;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places on S3 as {@code aws_s3_v2_bucket} and {@code aws_s3_v2_directory}, one entity a level, under the names Atlas's own
 * hooks give them; the schemes {@code s3a} and {@code s3n} mean the same places as {@code s3}.
 */
final class S3Locations {
    private static final Pattern S3 = Pattern.compile("s3[an]?://([^/]+)(/.*)?");

    private final AtlasRest rest;
    private final QualifiedNames names;

    S3Locations(AtlasContext context) {
        this.rest = context.rest();
        this.names = context.names();
    }

    /** Atlas finds by its unique name what is there already. One at a time: all directories hang on one bucket. */
    synchronized void enter(String location) {
        Matcher place = S3.matcher(location);
        if (!place.matches()) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "location '" + location + "' is not on S3; only s3://, s3a:// and s3n:// places can be entered");
        }
        ObjectNode request = AtlasRest.JSON.createObjectNode();
        ArrayNode entities = request.putArray("entities");
        String path = "s3://" + place.group(1);
        entity(entities, "aws_s3_v2_bucket", path).put("name", place.group(1));
        for (String directory : (place.group(2) == null ? "" : place.group(2)).split("/")) {
            if (!directory.isEmpty()) {
                path += (path.endsWith("/") ? "" : "/") + directory + "/";
                // Atlas wants the prefix unique over all buckets.
                entity(entities, "aws_s3_v2_directory", path)
                        .put("name", directory)
                        .put("objectPrefix", path);
                ((ObjectNode) entities.get(entities.size() - 1))
                        .putObject("relationshipAttributes")
                        .putObject("container")
                        .put(
                                "typeName",
                                entities.get(entities.size() - 2)
                                        .path("typeName")
                                        .asText())
                        .put(
                                "guid",
                                entities.get(entities.size() - 2).path("guid").asText());
            }
        }
        rest.post("/entity/bulk", request);
    }

    private ObjectNode entity(ArrayNode entities, String type, String path) {
        ObjectNode entity = entities.addObject().put("typeName", type).put("guid", "-" + (entities.size()));
        return entity.putObject("attributes").put("qualifiedName", path + "@" + names.namespace());
    }
}
