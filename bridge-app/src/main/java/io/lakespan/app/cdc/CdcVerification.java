package io.lakespan.app.cdc;

import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.app.verify.Comparison;
import io.lakespan.app.verify.ComparisonListener;
import io.lakespan.app.verify.ComparisonReport;
import io.lakespan.app.verify.TablePair;
import io.lakespan.app.wiring.Services;
import io.lakespan.cdc.definition.MySqlOptions;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.cdc.source.CdcChecks;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.formats.iceberg.IcebergConfig;
import io.lakespan.formats.iceberg.IcebergRows;
import java.nio.file.Path;
import java.util.List;

/** Compares the tables of a definition with their sources, row by row, over every column. */
public final class CdcVerification {
    private CdcVerification() {}

    public static ComparisonReport of(Path file, Services services, ComparisonListener listener) {
        PipelineDefinition definition = PipelineDefinition.read(file);
        SecretResolver secrets = SecretResolver.ofProcess();
        List<TablePair> pairs = CdcChecks.check(definition, secrets).tables().stream()
                .map(CdcVerification::pair)
                .toList();
        MySqlOptions source = definition.source();
        MySqlServer server = new MySqlServer(
                source.hostname(), source.port(), source.username(), secrets.resolve(source.password()));
        IcebergConfig iceberg = services.iceberg();
        return new Comparison(server, ref -> IcebergRows.inGlue(iceberg, ref), listener).compare(pairs);
    }

    private static TablePair pair(RoutedTable table) {
        return new TablePair(table.source().database(), table.source().name(), table.target());
    }
}
