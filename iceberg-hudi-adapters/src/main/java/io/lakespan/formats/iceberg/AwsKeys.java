package io.lakespan.formats.iceberg;

import static java.util.Objects.requireNonNull;

/** A long-lived AWS credential; its text form names the key and hides the secret. */
public record AwsKeys(String accessKey, String secretKey) {
    public AwsKeys {
        requireNonNull(accessKey, "accessKey");
        requireNonNull(secretKey, "secretKey");
    }

    @Override
    public String toString() {
        return "AwsKeys[" + accessKey + "]";
    }
}
