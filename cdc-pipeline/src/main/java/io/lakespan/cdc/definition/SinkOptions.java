package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code sink} section: the format of the lake's tables, their catalog, and how tables are made in it.
 *
 * @param catalog properties of the catalog, keys without {@code catalog.properties.}, all but the type; they win over
 *     those of the profile
 * @param table properties of new tables, keys without {@code table.properties.}
 * @param partitions of new tables, by {@code database.table} of the lake
 */
public record SinkOptions(
        SinkFormat format,
        Optional<String> name,
        CatalogType catalogType,
        SortedMap<String, Secret> catalog,
        SortedMap<String, String> table,
        SortedMap<String, List<PartitionKey>> partitions,
        ExistingRows existingRows) {
    /** The catalog property that holds the addresses of a Hive Metastore. */
    public static final String URI = "uri";

    /** The catalog property that holds the folder below which new tables lie. */
    public static final String WAREHOUSE = "warehouse";

    /** The table property that says what becomes of an update in a Hudi table, in the word of Hudi's Flink connector. */
    public static final String HUDI_TYPE = "table.type";

    public SinkOptions {
        requireNonNull(format, "format");
        requireNonNull(name, "name");
        requireNonNull(catalogType, "catalogType");
        catalog = Collections.unmodifiableSortedMap(new TreeMap<>(catalog));
        table = Collections.unmodifiableSortedMap(new TreeMap<>(table));
        partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
        requireNonNull(existingRows, "existingRows");
    }

    /**
     * What the catalog is opened with: the profile's properties, and over them those of the definition.
     *
     * @throws BridgeException {@code INVALID_INPUT} when a Hive Metastore's address or warehouse is in neither
     */
    public SortedMap<String, String> catalogProperties(Map<String, String> defaults, SecretResolver secrets) {
        if (catalogType == CatalogType.HIVE) {
            require(defaults, URI, "the catalog type hive needs; write thrift://host:9083, or hms.uris in the profile");
            require(
                    defaults,
                    WAREHOUSE,
                    "the catalog type hive needs; write s3://bucket/path, or warehouse in the profile");
        }
        if (format == SinkFormat.HUDI) {
            require(defaults, WAREHOUSE, "Hudi tables need; write s3://bucket/path, or warehouse in the profile");
        }
        SortedMap<String, String> properties = new TreeMap<>(defaults);
        properties.putAll(secrets.resolve(catalog));
        return properties;
    }

    private void require(Map<String, String> defaults, String key, String remedy) {
        if (!catalog.containsKey(key) && !defaults.containsKey(key)) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT, "sink lacks catalog.properties." + key + ", which " + remedy);
        }
    }
}
