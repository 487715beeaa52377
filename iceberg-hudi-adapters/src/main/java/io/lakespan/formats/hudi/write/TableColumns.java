package io.lakespan.formats.hudi.write;

import org.apache.hudi.common.schema.HoodieSchema;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.table.TableSchemaResolver;

/** The columns of a Hudi table by its newest commit, or those it was created with. */
public final class TableColumns {
    private TableColumns() {}

    /** With those that Hudi adds. */
    public static HoodieSchema with(HoodieTableMetaClient meta) {
        return resolved(new TableSchemaResolver(meta), true);
    }

    /** Without those that Hudi adds. */
    public static HoodieSchema without(HoodieTableMetaClient meta) {
        return resolved(new TableSchemaResolver(meta), false);
    }

    private static HoodieSchema resolved(TableSchemaResolver resolver, boolean hudisOwn) {
        return resolver.getTableSchemaIfPresent(hudisOwn)
                .orElseThrow(() -> new IllegalStateException("the table's timeline tells no columns"));
    }
}
