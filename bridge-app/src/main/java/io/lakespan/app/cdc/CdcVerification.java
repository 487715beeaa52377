package io.lakespan.app.cdc;

import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.app.verify.Comparison;
import io.lakespan.app.verify.ComparisonListener;
import io.lakespan.app.verify.ComparisonReport;
import io.lakespan.app.verify.LakeTables;
import io.lakespan.app.verify.SourcePart;
import io.lakespan.app.verify.SourceView;
import io.lakespan.app.verify.TablePair;
import io.lakespan.app.wiring.Services;
import io.lakespan.cdc.definition.CatalogType;
import io.lakespan.cdc.definition.MySqlOptions;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.cdc.definition.SinkFormat;
import io.lakespan.cdc.definition.SinkOptions;
import io.lakespan.cdc.rules.Transforms;
import io.lakespan.cdc.source.CdcChecks;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.cdc.source.SourceTables;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.hudi.HudiRows;
import io.lakespan.formats.iceberg.IcebergConfig;
import io.lakespan.formats.iceberg.IcebergRows;
import io.lakespan.formats.storage.S3Access;
import io.lakespan.model.TableRef;
import io.lakespan.spi.MetadataCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** Compares the tables of a definition with their sources, row by row, over every column. */
public final class CdcVerification {
    private static final String POINTER = "metadata_location";

    private CdcVerification() {}

    public static ComparisonReport of(Path file, Services services, ComparisonListener listener) {
        PipelineDefinition definition = PipelineDefinition.read(file);
        SecretResolver secrets = SecretResolver.ofProcess();
        List<TablePair> pairs = pairs(definition, secrets);
        MySqlOptions source = definition.source();
        MySqlServer server = new MySqlServer(
                source.hostname(), source.port(), source.username(), secrets.resolve(source.password()));
        SinkOptions sink = definition.sink();
        if (sink.format() == SinkFormat.HUDI) {
            return hudi(sink, services, secrets, lake -> new Comparison(server, lake, listener).compare(pairs));
        }
        if (sink.catalogType() == CatalogType.GLUE) {
            IcebergConfig iceberg = services.iceberg();
            return new Comparison(server, ref -> IcebergRows.inGlue(iceberg, ref), listener).compare(pairs);
        }
        SortedMap<String, String> properties =
                sink.catalogProperties(services.catalogDefaults(sink.catalogType()), secrets);
        IcebergConfig iceberg = services.iceberg().withProperties(properties);
        try (MetadataCatalog metastore = services.metastore(properties.get(SinkOptions.URI))) {
            LakeTables lake = ref -> IcebergRows.atMetadata(iceberg, pointer(metastore, ref));
            return new Comparison(server, lake, listener).compare(pairs);
        }
    }

    private static ComparisonReport hudi(
            SinkOptions sink,
            Services services,
            SecretResolver secrets,
            Function<LakeTables, ComparisonReport> comparison) {
        SortedMap<String, String> properties =
                sink.catalogProperties(services.catalogDefaults(sink.catalogType()), secrets);
        try (S3Access files = S3Access.open(
                        services.iceberg().withProperties(properties).clientProperties());
                Registered registered = registered(sink, services, properties)) {
            return comparison.apply(ref -> HudiRows.at(folder(registered.catalog(), ref), files.configuration()));
        }
    }

    /** The catalog the tables are registered in; the profile's own stays open. */
    private record Registered(MetadataCatalog catalog, boolean own) implements AutoCloseable {
        @Override
        public void close() {
            if (own) {
                catalog.close();
            }
        }
    }

    private static Registered registered(SinkOptions sink, Services services, SortedMap<String, String> properties) {
        return sink.catalogType() == CatalogType.GLUE
                ? new Registered(services.glue(), false)
                : new Registered(services.metastore(properties.get(SinkOptions.URI)), true);
    }

    private static String folder(MetadataCatalog catalog, TableRef ref) {
        return catalog.find(ref)
                .flatMap(entry -> entry.value().location())
                .orElseThrow(() -> new BridgeException(
                        ErrorCode.NOT_FOUND,
                        catalog.name() + " has no Hudi table " + ref + "; start its job with 'lakespan cdc run'"));
    }

    private static String pointer(MetadataCatalog metastore, TableRef ref) {
        return metastore
                .find(ref)
                .map(entry -> entry.value().parameters().get(POINTER))
                .orElseThrow(() -> new BridgeException(
                        ErrorCode.NOT_FOUND,
                        "the Hive Metastore has no Iceberg table " + ref + "; start its job with 'lakespan cdc run'"));
    }

    /** One pair for each table of the lake, with all tables of the source that go there. */
    private static List<TablePair> pairs(PipelineDefinition definition, SecretResolver secrets) {
        Transforms transforms = Transforms.of(definition.transforms());
        Optional<String> salt = definition.transforms().salt().map(secrets::resolve);
        SourceTables tables = CdcChecks.check(definition, secrets);
        Map<TableRef, List<SourcePart>> parts = new LinkedHashMap<>();
        for (int i = 0; i < tables.tables().size(); i++) {
            SourceTable read = tables.read().get(i);
            Optional<SourceView> view = transforms.of(read).map(table -> new TransformView(table, salt));
            parts.computeIfAbsent(tables.tables().get(i).target(), target -> new ArrayList<>())
                    .add(new SourcePart(read.database(), read.name(), view));
        }
        return parts.entrySet().stream()
                .map(entry -> new TablePair(entry.getValue(), entry.getKey()))
                .toList();
    }
}
