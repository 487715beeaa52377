package io.lakespan.app.wiring;

import static java.util.Objects.requireNonNull;

import io.lakespan.formats.hudi.HudiConfig;
import io.lakespan.formats.hudi.HudiFormatAdapter;
import io.lakespan.formats.iceberg.IcebergConfig;
import io.lakespan.formats.iceberg.IcebergFormatAdapter;
import io.lakespan.model.TableFormat;
import io.lakespan.spi.FormatAdapter;
import java.util.Map;

/** The table formats as one catalog registers them. */
record Formats(IcebergFormatAdapter iceberg, HudiFormatAdapter hudi) implements AutoCloseable {
    Formats {
        requireNonNull(iceberg, "iceberg");
        requireNonNull(hudi, "hudi");
    }

    static Formats open(IcebergConfig lake) {
        return new Formats(IcebergFormatAdapter.open(lake), HudiFormatAdapter.open(HudiConfig.of(lake)));
    }

    Map<TableFormat, FormatAdapter> byFormat() {
        return Map.of(TableFormat.ICEBERG, iceberg, TableFormat.HUDI, hudi);
    }

    @Override
    public void close() {
        iceberg.close();
        hudi.close();
    }
}
