package io.lakespan.app.state;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the tables of the state database to this version. */
final class StateTables {
    private StateTables() {}

    /** @throws BridgeException {@code UNSUPPORTED} when a newer version made the tables */
    static void migrate(DataSource source, String name) {
        Flyway flyway = Flyway.configure(StateTables.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:io/lakespan/app/state")
                // Without it a database made by a newer version is taken for one without anything to do.
                .ignoreMigrationPatterns("*:pending")
                .load();
        try {
            refuseNewer(flyway, name);
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new BridgeException(
                    ErrorCode.UNSUPPORTED,
                    "the state database " + name + " was made by another build of lakespan: "
                            + e.getMessage().lines().collect(Collectors.joining(" ")),
                    e);
        } catch (FlywayException e) {
            throw StateErrors.translated(
                    "the tables of the state database " + name + " cannot be brought to this version", e);
        }
    }

    private static void refuseNewer(Flyway flyway, String name) {
        Arrays.stream(flyway.info().applied())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .ifPresent(version -> {
                    throw new BridgeException(
                            ErrorCode.UNSUPPORTED,
                            "the state database " + name + " was made by a newer lakespan (its tables are version "
                                    + version + "); update this lakespan, or give it another database");
                });
    }
}
