package io.lakespan.lineage;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.util.function.Function;

/** Something a job reads or writes. */
public sealed interface Dataset {

    /** A table of the lake, registered in a technical catalog. */
    record LakeTable(TableRef ref, TableFormat format) implements Dataset {
        public LakeTable {
            requireNonNull(ref, "ref");
            requireNonNull(format, "format");
        }

        @Override
        public <T> T match(Function<LakeTable, T> lake, Function<RdbmsTable, T> rdbms) {
            return lake.apply(this);
        }

        @Override
        public String label() {
            return ref.toString();
        }
    }

    /**
     * A table of a relational database.
     *
     * @param product lower case, as in a JDBC URL: {@code mysql}
     */
    record RdbmsTable(String product, String host, int port, String database, String table) implements Dataset {
        public RdbmsTable {
            requireNonNull(product, "product");
            requireNonNull(host, "host");
            requireNonNull(database, "database");
            requireNonNull(table, "table");
        }

        @Override
        public <T> T match(Function<LakeTable, T> lake, Function<RdbmsTable, T> rdbms) {
            return rdbms.apply(this);
        }

        @Override
        public String label() {
            return product + "://" + host + ":" + port + "/" + database + "." + table;
        }
    }

    <T> T match(Function<LakeTable, T> lake, Function<RdbmsTable, T> rdbms);

    /** What people call it. */
    String label();
}
