package io.lakespan.formats.hudi;

import static java.util.Objects.requireNonNull;

import io.lakespan.formats.iceberg.AwsKeys;
import io.lakespan.formats.iceberg.IcebergConfig;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where Hudi tables lie and how to reach them.
 *
 * @param region the AWS region; absent leaves it to the SDK's own chain
 * @param s3Endpoint an S3 server other than AWS's; it is spoken to in path style
 * @param credentials absent leaves them to the SDK's own chain: environment, profile, instance role
 * @param properties further properties of Iceberg's S3 client, such as those that assume a role; they win over those
 *     made here
 */
public record HudiConfig(
        Optional<String> region,
        Optional<URI> s3Endpoint,
        Optional<AwsKeys> credentials,
        SortedMap<String, String> properties) {
    public HudiConfig {
        requireNonNull(region, "region");
        requireNonNull(s3Endpoint, "s3Endpoint");
        requireNonNull(credentials, "credentials");
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** Region, endpoint and credentials as the AWS SDK finds them. */
    public static HudiConfig defaults() {
        return new HudiConfig(Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>());
    }

    /** The lake that the Iceberg tables lie in too. */
    public static HudiConfig of(IcebergConfig lake) {
        return new HudiConfig(lake.region(), lake.s3Endpoint(), lake.credentials(), lake.properties());
    }

    public HudiConfig withRegion(String name) {
        return new HudiConfig(Optional.of(name), s3Endpoint, credentials, properties);
    }

    public HudiConfig withS3Endpoint(URI uri) {
        return new HudiConfig(region, Optional.of(uri), credentials, properties);
    }

    public HudiConfig withCredentials(AwsKeys keys) {
        return new HudiConfig(region, s3Endpoint, Optional.of(keys), properties);
    }

    public HudiConfig withProperties(Map<String, String> values) {
        return new HudiConfig(region, s3Endpoint, credentials, new TreeMap<>(values));
    }

    SortedMap<String, String> clientProperties() {
        return new IcebergConfig(region, s3Endpoint, Optional.empty(), Optional.empty(), credentials, properties)
                .clientProperties();
    }

    /** The property names without their values: some of those may be secret. */
    @Override
    public String toString() {
        return "HudiConfig[region=" + region.orElse("default") + ", s3="
                + s3Endpoint.map(URI::toString).orElse("aws") + ", credentials="
                + credentials.map(AwsKeys::toString).orElse("default") + ", properties=" + properties.keySet() + "]";
    }
}
