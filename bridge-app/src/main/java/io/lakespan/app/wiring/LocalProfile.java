package io.lakespan.app.wiring;

import io.lakespan.app.config.Profile;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Secrets;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The profile of the local stack: its ports, its secrets. */
public final class LocalProfile {
    private static final String ACCESS_KEY = "lakespan";
    private static final String REGION = "us-east-1";
    private static final String WAREHOUSE = "s3://lakehouse/warehouse";
    private static final String NAMESPACE = "lakespan";

    private LocalProfile() {}

    /**
     * Reads the stack's ports and secrets.
     *
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} when the stack was never started
     */
    public static Profile of(LocalStack stack) {
        return new Profile(
                "local",
                new Profile.Aws(REGION, Optional.of(new Profile.Keys(ACCESS_KEY, stack.secret(Secrets.S3_SECRET_KEY)))),
                new Profile.Glue(Optional.of(uri(stack, "glue")), Optional.empty(), Duration.ofSeconds(30)),
                Optional.of(new Profile.Hms(
                        List.of(uri(stack, "hms")),
                        Optional.empty(),
                        Optional.empty(),
                        Profile.HmsCalls.defaults(),
                        NAMESPACE)),
                new Profile.S3(Optional.of(uri(stack, "s3")), true),
                new Profile.Atlas(
                        uri(stack, "atlas"),
                        Profile.Login.of("admin", stack.secret(Secrets.ATLAS_PASSWORD)),
                        Optional.empty(),
                        Optional.empty(),
                        NAMESPACE),
                new Profile.Flink(uri(stack, "flink-jobmanager"), "local"),
                Optional.empty(),
                WAREHOUSE);
    }

    private static URI uri(LocalStack stack, String part) {
        return URI.create(stack.address(part));
    }
}
