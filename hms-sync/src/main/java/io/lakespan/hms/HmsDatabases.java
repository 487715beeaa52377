package io.lakespan.hms;

import io.lakespan.model.AnnotationParameters;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.PrincipalType;

/** The metastore's databases as the model's, and back; Thrift's nulls end here. */
final class HmsDatabases {
    /**
     * The description where the server cannot keep it in its own field: Hive 2.3 never changes that, 3.1 never clears
     * it. Empty for none.
     */
    static final String DESCRIPTION = "lakespan.description";

    private HmsDatabases() {}

    static Versioned<io.lakespan.model.Database> fromHms(Database database) {
        SortedMap<String, String> parameters = Parameters.shown(database.getParameters());
        parameters.remove(DESCRIPTION);
        io.lakespan.model.Database model = io.lakespan.model.Database.of(database.getName())
                .withDescription(description(database))
                .withLocation(Texts.present(database.getLocationUri()))
                .withOwner(Texts.present(database.getOwnerName()))
                .withParameters(parameters);
        return Versioned.of(AnnotationParameters.read(model), version(database));
    }

    static Version version(Database database) {
        return Version.of(Fingerprint.of(database));
    }

    /** As for tables: of what was written when something else is found. */
    static Version after(Database written, Database found) {
        boolean own = Fingerprint.of(written).equals(Fingerprint.of(found));
        return version(own ? found : written);
    }

    /** As {@link #after}, of a database just created, to which the metastore adds what nobody asked for. */
    static Version afterCreation(io.lakespan.model.Database wanted, Database found) {
        boolean own = description(found).equals(wanted.description())
                && fromHms(found).value().annotations().equals(wanted.annotations());
        return own ? version(found) : Version.of("before-" + Fingerprint.of(found));
    }

    /** The description as the server's own field has it, and what overrides it. */
    static Optional<String> description(Database database) {
        return parameters(database).containsKey(DESCRIPTION)
                ? Texts.present(parameters(database).get(DESCRIPTION))
                : Texts.present(database.getDescription());
    }

    static Database created(io.lakespan.model.Database wanted) {
        Database database = new Database();
        database.setName(wanted.name());
        database.setParameters(Parameters.replaced(Map.of(), AnnotationParameters.stored(wanted)));
        wanted.description().ifPresent(database::setDescription);
        wanted.location().ifPresent(database::setLocationUri);
        wanted.owner().ifPresent(owner -> own(database, owner));
        return database;
    }

    /** The database as the metastore is to have it; what the model does not know stays as it is. */
    static Database updated(Database current, io.lakespan.model.Database wanted) {
        Database database = current.deepCopy();
        Map<String, String> parameters = Parameters.replaced(parameters(current), AnnotationParameters.stored(wanted));
        parameters.remove(DESCRIPTION);
        database.setParameters(parameters);
        wanted.description().ifPresent(database::setDescription);
        wanted.location().ifPresent(database::setLocationUri);
        database.setOwnerName(null);
        wanted.owner().ifPresent(owner -> own(database, owner));
        return database;
    }

    /** The same, with the description where a server finds room for it that keeps its own field as it is. */
    static Database overridden(Database current, Database updated, io.lakespan.model.Database wanted) {
        Database database = updated.deepCopy();
        database.setDescription(current.getDescription());
        if (!Texts.present(current.getDescription()).equals(wanted.description())) {
            database.getParameters().put(DESCRIPTION, wanted.description().orElse(""));
        }
        return database;
    }

    private static void own(Database database, String owner) {
        database.setOwnerName(owner);
        if (database.getOwnerType() == null) {
            database.setOwnerType(PrincipalType.USER);
        }
    }

    private static Map<String, String> parameters(Database database) {
        return Optional.ofNullable(database.getParameters()).orElse(Map.of());
    }
}
