package io.lakespan.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3PartIT {
    private static final String BUCKET = "lakehouse";

    @TempDir
    static Path home;

    private LocalStack stack;
    private S3Client client;

    @BeforeEach
    void start() {
        stack = LocalStack.open(StackOptions.at(home).withFreePorts().only("s3"));
        stack.up(Progress.silent());
        client = client(profile());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @AfterAll
    static void stop() {
        LocalStack.open(StackOptions.at(home).only("s3")).down();
    }

    @Test
    void anObjectComesBackAsItWasPut() {
        byte[] content = new byte[100_000];
        new Random(3).nextBytes(content);

        client.putObject(put -> put.bucket(BUCKET).key("warehouse/größe/a b.bin"), RequestBody.fromBytes(content));

        assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key("warehouse/größe/a b.bin"))
                        .asByteArray())
                .isEqualTo(content);
    }

    @Test
    void manyObjectsAreDeletedInOneRequest() {
        List<String> keys = IntStream.range(0, 20).mapToObj(i -> "many/" + i).toList();
        keys.forEach(key -> client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(key)));

        DeleteObjectsResponse response = client.deleteObjects(delete -> delete.bucket(BUCKET)
                .delete(all -> all.objects(keys.stream()
                        .map(key -> ObjectIdentifier.builder().key(key).build())
                        .toList())));

        assertThat(response.errors()).isEmpty();
        assertThat(response.deleted()).extracting(DeletedObject::key).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET).prefix("many/"))
                        .contents())
                .isEmpty();
    }

    @Test
    void aMultipartUploadBecomesOneObject() {
        byte[] part = new byte[5 << 20];
        new Random(5).nextBytes(part);
        String upload = client.createMultipartUpload(
                        create -> create.bucket(BUCKET).key("big"))
                .uploadId();
        List<CompletedPart> parts = IntStream.of(1, 2)
                .mapToObj(number -> CompletedPart.builder()
                        .partNumber(number)
                        .eTag(client.uploadPart(
                                        up -> up.bucket(BUCKET)
                                                .key("big")
                                                .uploadId(upload)
                                                .partNumber(number),
                                        RequestBody.fromBytes(part))
                                .eTag())
                        .build())
                .toList();

        client.completeMultipartUpload(complete ->
                complete.bucket(BUCKET).key("big").uploadId(upload).multipartUpload(all -> all.parts(parts)));

        assertThat(client.headObject(head -> head.bucket(BUCKET).key("big")).contentLength())
                .isEqualTo(2L * part.length);
    }

    @Test
    void aConditionalPutDoesNotReplaceWhatIsThere() {
        client.putObject(put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("first"));

        assertThatThrownBy(() -> client.putObject(
                        put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("second")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThat(text("once")).isEqualTo("first");
        client.deleteObject(delete -> delete.bucket(BUCKET).key("once"));
    }

    @Test
    void aWrongSecretKeyIsRefused() {
        try (S3Client stranger =
                client(StaticCredentialsProvider.create(AwsBasicCredentials.create("lakespan", "wrong")))) {
            assertThatThrownBy(() -> stranger.listObjectsV2(list -> list.bucket(BUCKET)))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void objectsSurviveARestart() {
        client.putObject(put -> put.bucket(BUCKET).key("kept/x"), RequestBody.fromString("still here"));

        stack.down();
        stack.up(Progress.silent());

        assertThat(text("kept/x")).isEqualTo("still here");
        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET).prefix("kept/"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("kept/x");
    }

    private String text(String key) {
        return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asString(StandardCharsets.UTF_8);
    }

    /** Through the files that every process of the stack is pointed to. */
    private AwsCredentialsProvider profile() {
        String file = stack.awsEnvironment().get("AWS_SHARED_CREDENTIALS_FILE");
        assertThat(Path.of(file)).content().contains(stack.secret(Secrets.S3_SECRET_KEY));
        return ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.builder()
                        .content(Path.of(file))
                        .type(ProfileFile.Type.CREDENTIALS)
                        .build())
                .profileName("default")
                .build();
    }

    private S3Client client(AwsCredentialsProvider credentials) {
        return S3Client.builder()
                .endpointOverride(URI.create(stack.address("s3")))
                .region(Region.of(stack.awsEnvironment().get("AWS_REGION")))
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .forcePathStyle(true)
                .build();
    }
}
