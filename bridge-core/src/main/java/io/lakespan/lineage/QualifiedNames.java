package io.lakespan.lineage;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.TableRef;
import java.util.Locale;

/**
 * The names Atlas knows things by: one identity, whatever spelling it was reached by.
 *
 * <p>The forms of Hive, Iceberg and S3 names are those of Atlas's own Hive hook, Trino extractor and S3 types, so that
 * what those wrote is found again. RDBMS names are Lakespan's: {@code host:port}-based.
 *
 * @param namespace Atlas's metadata namespace: the part after the {@code @}
 */
public record QualifiedNames(String namespace) {
    public QualifiedNames {
        requireNonNull(namespace, "namespace");
    }

    /** {@code db@ns}. */
    public String database(String name) {
        return name.toLowerCase(Locale.ROOT) + at();
    }

    /** {@code db.table@ns}. */
    public String table(TableRef ref) {
        return ref + at();
    }

    /** {@code db.table.column@ns}. */
    public String column(TableRef ref, String column) {
        return ref + "." + column.toLowerCase(Locale.ROOT) + at();
    }

    /** {@code db.table@ns_storage}. */
    public String storage(TableRef ref) {
        return table(ref) + "_storage";
    }

    /** {@code mysql://host:port@ns}. */
    public String rdbmsInstance(Dataset.RdbmsTable table) {
        return server(table) + at();
    }

    /** {@code mysql://host:port/database@ns}; the database's case is kept, MySQL tells cases apart. */
    public String rdbmsDatabase(Dataset.RdbmsTable table) {
        return server(table) + "/" + table.database() + at();
    }

    /** {@code mysql://host:port/database.table@ns}. */
    public String rdbmsTable(Dataset.RdbmsTable table) {
        return server(table) + "/" + table.database() + "." + table.table() + at();
    }

    public String dataset(Dataset dataset) {
        return dataset.match(lake -> table(lake.ref()), this::rdbmsTable);
    }

    /** {@code flink://cluster/job@ns}. */
    public String application(JobRun run) {
        return "flink://" + run.cluster() + "/" + run.job() + at();
    }

    /** {@code flink://cluster/job/output@ns}, the output as {@link Dataset#label()} names it. */
    public String process(JobRun run, LineageEdge edge) {
        return "flink://" + run.cluster() + "/" + run.job() + "/"
                + edge.output().label() + at();
    }

    private static String server(Dataset.RdbmsTable table) {
        return table.product() + "://" + table.host().toLowerCase(Locale.ROOT) + ":" + table.port();
    }

    private String at() {
        return "@" + namespace;
    }
}
