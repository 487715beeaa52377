package io.lakespan.glue;

import io.lakespan.model.AnnotationParameters;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseInput;

/** Glue's databases as the model's, and back; the SDK's nulls end here. */
final class GlueDatabases {
    // Glue's databases have no field for it; Iceberg and Hive's clients write it there.
    private static final String OWNER = "owner";

    private GlueDatabases() {}

    static Versioned<io.lakespan.model.Database> fromGlue(Database database) {
        SortedMap<String, String> parameters = Parameters.open(database.parameters());
        parameters.remove(OWNER);
        io.lakespan.model.Database model = io.lakespan.model.Database.of(database.name())
                .withDescription(Texts.present(database.description()))
                .withLocation(Texts.present(database.locationUri()))
                .withOwner(Texts.present(database.parameters().get(OWNER)))
                .withParameters(parameters);
        return Versioned.of(AnnotationParameters.read(model), version(database));
    }

    /** A hash of the content: Glue counts no versions of databases. */
    static Version version(Database database) {
        List<Object> content = Arrays.asList(
                database.name(),
                database.description(),
                database.locationUri(),
                new TreeMap<>(database.parameters()),
                database.createTime(),
                database.targetDatabase());
        return Version.of(hash(content.toString()));
    }

    /** The database as Glue is to have it; what the model does not know stays as it is in the current one. */
    static Database merged(Database current, io.lakespan.model.Database wanted) {
        SortedMap<String, String> parameters = Parameters.open(AnnotationParameters.stored(wanted));
        parameters.remove(OWNER);
        parameters.putAll(Parameters.hidden(current.parameters()));
        wanted.owner().ifPresent(owner -> parameters.put(OWNER, owner));
        return current.toBuilder()
                .name(wanted.name())
                .description(wanted.description().orElse(null))
                .locationUri(wanted.location().orElse(null))
                .parameters(current.hasParameters() || !parameters.isEmpty() ? parameters : null)
                .build();
    }

    static DatabaseInput input(Database database) {
        return GlueLimits.checked(DatabaseInput.builder()
                .name(database.name())
                .description(database.description())
                .locationUri(database.locationUri())
                .parameters(database.hasParameters() ? database.parameters() : null)
                .createTableDefaultPermissions(
                        database.hasCreateTableDefaultPermissions() ? database.createTableDefaultPermissions() : null)
                .targetDatabase(database.targetDatabase())
                .federatedDatabase(database.federatedDatabase())
                .build());
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
