package io.lakespan.app.cdc;

import io.lakespan.app.config.Profile;
import io.lakespan.app.wiring.Services;
import io.lakespan.cdc.definition.CatalogType;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.cdc.definition.SinkOptions;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.cdc.source.SourceTables;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.spi.MetadataCatalog;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks a definition's catalog before its job is submitted, so that what is wrong is said in one line. */
final class SinkCheck {
    // What Hive's own check of names lets pass.
    private static final Pattern HIVE_NAME = Pattern.compile("\\w+");
    // So wide is the column of the metastore's database; Iceberg hands comments on as they are.
    private static final int LONGEST_COMMENT = 256;
    private static final String ANY_DATABASE = "default";

    private SinkCheck() {}

    /**
     * Asks the metastore, where the tables are registered in one.
     *
     * @throws BridgeException {@code INVALID_INPUT} when its address is missing or it could not take a table;
     *     {@code UNSUPPORTED} when it asks for Kerberos; {@code UNAVAILABLE} when it does not answer
     */
    static void check(PipelineDefinition definition, SourceTables tables, Services services) {
        SinkOptions sink = definition.sink();
        if (sink.catalogType() != CatalogType.HIVE) {
            return;
        }
        refuseKerberos(services.profile());
        String uris = sink.catalogProperties(services.catalogDefaults(CatalogType.HIVE), SecretResolver.ofProcess())
                .get(SinkOptions.URI);
        refuse(tables, SinkCheck::names, "takes letters, digits and '_' in names", "give other names in route");
        refuse(tables, SinkCheck::comments, "takes comments of up to 256 characters", "shorten them in MySQL");
        try (MetadataCatalog metastore = services.metastore(uris)) {
            metastore.findDatabase(ANY_DATABASE);
        }
    }

    private static void refuseKerberos(Profile profile) {
        profile.hms().flatMap(Profile.Hms::kerberos).ifPresent(kerberos -> {
            throw new BridgeException(
                    ErrorCode.UNSUPPORTED,
                    "the job cannot log in to a Hive Metastore with Kerberos, which profile " + profile.name()
                            + " asks for; use catalog.properties.type: glue or a metastore without");
        });
    }

    private static void refuse(
            SourceTables tables, Function<RoutedTable, Stream<String>> refused, String rule, String remedy) {
        List<String> found =
                tables.tables().stream().flatMap(refused).distinct().sorted().toList();
        if (!found.isEmpty()) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "a Hive Metastore " + rule + ", not those of " + String.join(", ", found) + "; " + remedy);
        }
    }

    private static Stream<String> names(RoutedTable table) {
        return Stream.of(table.target().database(), table.target().name())
                .filter(name -> !HIVE_NAME.matcher(name).matches())
                .map(name -> table.target().toString());
    }

    private static Stream<String> comments(RoutedTable table) {
        return table.source().columns().stream()
                .filter(column -> column.comment().orElse("").length() > LONGEST_COMMENT)
                .map(column -> table.source().label() + "." + column.name());
    }
}
