package io.lakespan.formats.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class IcebergConfigTest {
    @Test
    void noSecretStandsInItsText() {
        IcebergConfig config = IcebergConfig.defaults()
                .withCredentials(new AwsKeys("lakespan", "hunter2"))
                .withProperties(Map.of("s3.secret-access-key", "correct-horse"));

        assertThat(config.toString())
                .contains("lakespan", "s3.secret-access-key")
                .doesNotContain("hunter2", "correct-horse");
    }

    @Test
    void anEndpointOfItsOwnIsSpokenToInPathStyle() {
        IcebergConfig config = IcebergConfig.defaults().withS3Endpoint(URI.create("http://127.0.0.1:9000"));

        assertThat(IcebergFiles.properties(config))
                .containsEntry("s3.endpoint", "http://127.0.0.1:9000")
                .containsEntry("s3.path-style-access", "true");
    }

    @Test
    void awsItselfIsLeftAsItIs() {
        assertThat(IcebergFiles.properties(IcebergConfig.defaults()))
                .doesNotContainKeys("s3.endpoint", "s3.path-style-access", "glue.endpoint", "client.region")
                .containsEntry("http-client.type", "urlconnection");
    }

    @Test
    void givenPropertiesWin() {
        IcebergConfig config = IcebergConfig.defaults()
                .withRegion("eu-central-1")
                .withProperties(Map.of("client.region", "us-east-1", "s3.retry.num-retries", "1"));

        assertThat(IcebergFiles.properties(config))
                .containsEntry("client.region", "us-east-1")
                .containsEntry("s3.retry.num-retries", "1");
    }

    @Test
    void givenKeysReachEveryClient() {
        Map<String, String> keys = Map.of("access-key", "lakespan", "secret-key", "hunter2");

        assertThat(GivenCredentials.create(keys).resolveCredentials())
                .isEqualTo(AwsBasicCredentials.create("lakespan", "hunter2"));
        assertThat(GivenCredentials.properties(new AwsKeys("lakespan", "hunter2")))
                .containsEntry("client.credentials-provider", GivenCredentials.class.getName());
    }
}
