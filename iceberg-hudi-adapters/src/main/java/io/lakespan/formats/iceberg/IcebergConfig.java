package io.lakespan.formats.iceberg;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where Iceberg tables and their catalog lie, and how to reach them.
 *
 * @param region the AWS region; absent leaves it to the SDK's own chain
 * @param s3Endpoint an S3 server other than AWS's; it is spoken to in path style
 * @param glueEndpoint a Glue Data Catalog other than AWS's
 * @param hiveMetastore the Hive Metastore that the tables are registered in, as {@code thrift://host:port}; absent means
 *     Glue
 * @param credentials absent leaves them to the SDK's own chain: environment, profile, instance role
 * @param properties further properties of Iceberg's FileIO and catalogs, which win over those made here
 */
public record IcebergConfig(
        Optional<String> region,
        Optional<URI> s3Endpoint,
        Optional<URI> glueEndpoint,
        Optional<URI> hiveMetastore,
        Optional<AwsKeys> credentials,
        SortedMap<String, String> properties) {
    public IcebergConfig {
        requireNonNull(region, "region");
        requireNonNull(s3Endpoint, "s3Endpoint");
        requireNonNull(glueEndpoint, "glueEndpoint");
        requireNonNull(hiveMetastore, "hiveMetastore");
        requireNonNull(credentials, "credentials");
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** Region, endpoints and credentials as the AWS SDK finds them. */
    public static IcebergConfig defaults() {
        return new IcebergConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    public IcebergConfig withRegion(String name) {
        return new IcebergConfig(Optional.of(name), s3Endpoint, glueEndpoint, hiveMetastore, credentials, properties);
    }

    public IcebergConfig withS3Endpoint(URI uri) {
        return new IcebergConfig(region, Optional.of(uri), glueEndpoint, hiveMetastore, credentials, properties);
    }

    public IcebergConfig withGlueEndpoint(URI uri) {
        return new IcebergConfig(region, s3Endpoint, Optional.of(uri), hiveMetastore, credentials, properties);
    }

    /** The tables are registered in this Hive Metastore and not in Glue. */
    public IcebergConfig withHiveMetastore(URI uri) {
        return new IcebergConfig(region, s3Endpoint, glueEndpoint, Optional.of(uri), credentials, properties);
    }

    public IcebergConfig withCredentials(AwsKeys keys) {
        return new IcebergConfig(region, s3Endpoint, glueEndpoint, hiveMetastore, Optional.of(keys), properties);
    }

    public IcebergConfig withProperties(Map<String, String> values) {
        return new IcebergConfig(region, s3Endpoint, glueEndpoint, hiveMetastore, credentials, new TreeMap<>(values));
    }

    /** What Iceberg's file access and its AWS clients are made from; with secrets, never to be shown. */
    public SortedMap<String, String> clientProperties() {
        return new TreeMap<>(IcebergFiles.properties(this));
    }

    /** The property names without their values: some of those may be secret. */
    @Override
    public String toString() {
        return "IcebergConfig[region=" + region.orElse("default") + ", s3=" + place(s3Endpoint) + ", glue="
                + place(glueEndpoint)
                + hiveMetastore.map(uri -> ", hive=" + uri).orElse("") + ", credentials="
                + credentials.map(AwsKeys::toString).orElse("default")
                + ", properties=" + properties.keySet() + "]";
    }

    private static String place(Optional<URI> endpoint) {
        return endpoint.map(URI::toString).orElse("aws");
    }
}
