package io.lakespan.formats.iceberg;

import io.lakespan.model.TableRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.aws.glue.GlueCatalog;
import org.apache.iceberg.catalog.TableIdentifier;

/** Finds tables the way any Iceberg engine does: through Iceberg's own Glue catalog. */
final class GlueTables {
    private GlueTables() {}

    static String metadataLocation(IcebergConfig config, TableRef ref) {
        String what = "table " + ref + " of Glue";
        return IcebergCalls.read(what, () -> {
            try (GlueCatalog catalog = new GlueCatalog()) {
                catalog.setConf(new Configuration());
                catalog.initialize("glue", IcebergFiles.properties(config));
                BaseTable table = (BaseTable) catalog.loadTable(TableIdentifier.of(ref.database(), ref.name()));
                return table.operations().current().metadataFileLocation();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
