package io.lakespan.testkit.convergence;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Column;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.spi.FormatAdapter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tables with metadata of their own, known by their uuid. */
final class OwnMetadataTables implements FormatAdapter {
    private final Map<String, Table> own = new HashMap<>();

    /** What an engine of the format commits. */
    void commit(Table table) {
        own.put(table.uuid().orElseThrow(), table);
    }

    Table own(Table registered) {
        return Optional.ofNullable(own.get(registered.uuid().orElseThrow()))
                .orElseThrow(() -> new BridgeException(ErrorCode.NOT_FOUND, "no metadata of " + registered.ref()));
    }

    @Override
    public TableFormat format() {
        return TableFormat.ICEBERG;
    }

    @Override
    public Table read(Table registered) {
        Table table = own(registered);
        return registered
                .withSchema(table.schema())
                .withLocation(table.location())
                .withDescription(table.description())
                .withOwner(table.owner())
                .withAnnotations(table.annotations());
    }

    @Override
    public boolean keepsAnnotations() {
        return true;
    }

    @Override
    public void annotate(Table target) {
        Table now = own(target);
        Table written = now.withDescription(target.description())
                .withOwner(target.owner())
                .withAnnotations(target.annotations());
        for (Column column : target.schema().columns()) {
            written = written.withColumn(column.name(), old -> old.withDescription(column.description())
                    .withAnnotations(column.annotations()));
        }
        own.put(target.uuid().orElseThrow(), written);
    }

    @Override
    public void close() {}
}
