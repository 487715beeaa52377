package io.lakespan.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.config.Profile;
import io.lakespan.cdc.definition.CatalogType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogDefaultsTest {
    private static final Profile.Hms HMS = new Profile.Hms(
            List.of(URI.create("thrift://a:9083"), URI.create("thrift://b:9083")),
            Optional.empty(),
            Optional.empty(),
            Profile.HmsCalls.defaults(),
            "hive");

    @Test
    void glueIsTheProfilesGlue() {
        assertThat(CatalogDefaults.of(profile(Optional.of(HMS)), CatalogType.GLUE))
                .isEqualTo(Map.of(
                        "warehouse", "s3://lake/w",
                        "client.region", "eu-central-1",
                        "glue.endpoint", "http://glue:1",
                        "glue.id", "123456789012",
                        "s3.endpoint", "http://s3:1",
                        "s3.path-style-access", "true"));
    }

    @Test
    void nothingOfGlueIsSaidOfAMetastore() {
        assertThat(CatalogDefaults.of(profile(Optional.of(HMS)), CatalogType.HIVE))
                .isEqualTo(Map.of(
                        "warehouse", "s3://lake/w",
                        "client.region", "eu-central-1",
                        "uri", "thrift://a:9083,thrift://b:9083",
                        "s3.endpoint", "http://s3:1",
                        "s3.path-style-access", "true"));
    }

    @Test
    void aProfileWithoutAMetastoreNamesNone() {
        assertThat(CatalogDefaults.of(profile(Optional.empty()), CatalogType.HIVE))
                .doesNotContainKey("uri");
    }

    private static Profile profile(Optional<Profile.Hms> hms) {
        return new Profile(
                "test",
                new Profile.Aws("eu-central-1", Optional.empty()),
                new Profile.Glue(
                        Optional.of(URI.create("http://glue:1")), Optional.of("123456789012"), Duration.ofSeconds(1)),
                hms,
                new Profile.S3(Optional.of(URI.create("http://s3:1")), true),
                new Profile.Atlas(
                        URI.create("http://atlas:1"),
                        Profile.Login.bearer("t"),
                        Optional.empty(),
                        Optional.empty(),
                        "glue"),
                new Profile.Flink(URI.create("http://flink:1"), "c"),
                Optional.empty(),
                "s3://lake/w");
    }
}
