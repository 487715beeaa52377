package io.lakespan.local.glue;

import static io.lakespan.local.glue.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;

// The SDK takes builders as generic varargs.
@SuppressWarnings("unchecked")
class ProtocolIT {
    private static final Set<String> CALCULATED = Set.of("host", "content-length");

    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aRequestWithoutSignatureIsRefused() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(GLUE.address())
                .header("X-Amz-Target", "AWSGlue.GetDatabases")
                .POST(BodyPublishers.ofString("{}"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"__type\":\"MissingAuthenticationTokenException\"");
        try (GlueClient anonymous = GLUE.client(AnonymousCredentialsProvider.create())) {
            refused("MissingAuthenticationTokenException", () -> anonymous.getDatabases(get -> {}));
        }
    }

    @Test
    void anUnknownAccessKeyIsRefused() {
        try (GlueClient stranger = GLUE.client(LocalGlue.credentials("stranger", GLUE.secretKey()))) {
            refused("UnrecognizedClientException", () -> stranger.getDatabases(get -> {}));
        }
    }

    @Test
    void aWrongSecretKeyIsRefused() {
        try (GlueClient stranger = GLUE.client(LocalGlue.credentials("lakespan", "wrong"))) {
            refused("InvalidSignatureException", () -> stranger.getDatabases(get -> {}));
        }
    }

    @Test
    void anAuthorizationOfAnotherKindIsRefused() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(GLUE.address())
                .header("X-Amz-Target", "AWSGlue.GetDatabases")
                .header("Authorization", "Bearer abc")
                .POST(BodyPublishers.ofString("{}"))
                .build());

        assertThat(answer.body()).contains("\"__type\":\"IncompleteSignatureException\"");
    }

    @Test
    void aChangedBodyNoLongerMatchesItsSignature() throws Exception {
        HttpRequest signed = signed("AWSGlue.GetDatabases", "{}", "{\"MaxResults\":1}");

        assertThat(send(signed).body()).contains("\"__type\":\"InvalidSignatureException\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AWSGlue.FlyToTheMoon    | {}                              | UnknownOperationException
            S3.GetObject            | {}                              | UnknownOperationException
            AWSGlue.GetDatabase     | {"Name":                        | SerializationException
            AWSGlue.GetDatabase     | ["a"]                           | SerializationException
            AWSGlue.GetDatabase     | {"Name":5}                      | SerializationException
            AWSGlue.GetDatabase     | {"Name":"a"} x                  | SerializationException
            AWSGlue.GetDatabase     | {"Name":null}                   | ValidationException
            AWSGlue.GetDatabases    | {"MaxResults":"5"}              | SerializationException
            AWSGlue.CreateDatabase  | {"DatabaseInput":"a"}           | SerializationException
            AWSGlue.BatchDeleteTable | {"DatabaseName":"a","TablesToDelete":5} | EntityNotFoundException
            """)
    void whatIsNoRequestOfGlueIsRefusedAsAwsDoes(String target, String body, String type) throws Exception {
        HttpResponse<String> answer = send(signed(target, body, body));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(type);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.body()).contains("\"__type\":\"" + type + "\"").contains("\"Message\":\"");
    }

    @Test
    void aRequestLargerThanTheLimitIsRefusedAndTheNextOneIsAnswered() throws Exception {
        String body = "{\"Name\":\"" + "x".repeat(9 << 20) + "\"}";

        assertThat(send(signed("AWSGlue.GetDatabase", body, body)).body()).contains("InvalidInputException");
        assertThat(send(signed("AWSGlue.GetDatabases", "{}", "{}")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void fieldsThisEndpointDoesNotKnowComeBack() throws Exception {
        String name = LocalGlue.unique("db_");
        String create = "{\"DatabaseInput\":{\"Name\":\"" + name + "\",\"FromTheFuture\":{\"a\":[1.10]}}}";

        assertThat(send(signed("AWSGlue.CreateDatabase", create, create)).body())
                .isEqualTo("{}");

        String get = "{\"Name\":\"" + name + "\"}";
        assertThat(send(signed("AWSGlue.GetDatabase", get, get)).body()).contains("\"FromTheFuture\":{\"a\":[1.10]}");
    }

    @Test
    void aConnectionThatIsCutInTheMiddleHarmsNobodyElse() throws Exception {
        try (Socket socket = new Socket(GLUE.address().getHost(), GLUE.address().getPort())) {
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
        }
        try (GlueClient client = GLUE.client()) {
            assertThat(client.getDatabases(get -> {}).databaseList()).isNotNull();
        }
    }

    @Test
    void thePageShowsDatabasesTablesAndColumnsAsText() throws Exception {
        String database = LocalGlue.unique("page_");
        try (GlueClient client = GLUE.client()) {
            client.createDatabase(create -> create.databaseInput(input -> input.name(database)));
            client.createTable(create -> create.databaseName(database).tableInput(input -> input.name(
                            "<script>alert(1)</script>")
                    .description("a & b 订单")
                    .storageDescriptor(storage -> storage.location("s3://lake/'x'")
                            .columns(column ->
                                    column.name("id\"").type("map<string,int>").comment("<b>the key</b>")))));
        }

        HttpResponse<String> page = get("/?database=" + database);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(page.body())
                .contains("<h2>" + database + "</h2>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "a &amp; b 订单", "s3://lake/&#39;x&#39;")
                .contains("id&quot;", "map&lt;string,int&gt;", "&lt;b&gt;the key&lt;/b&gt;")
                .doesNotContain("<script", "<b>the key");
        assertThat(get("/").body()).contains("<h2>" + database + "</h2>");
        assertThat(get("/?database=%3Cscript%3E").body()).contains("No database &lt;script&gt;");
    }

    @Test
    void thePageLeadsToEveryTableOfALargeDatabase() throws Exception {
        String database = LocalGlue.unique("large_");
        try (GlueClient client = GLUE.client()) {
            client.createDatabase(create -> create.databaseInput(input -> input.name(database)));
            for (int i = 0; i < 60; i++) {
                String name = "t%02d".formatted(i);
                client.createTable(create -> create.databaseName(database).tableInput(input -> input.name(name)));
            }
        }

        String first = get("/?database=" + database).body();
        assertThat(first).contains("<b>t49</b>").doesNotContain("<b>t50</b>");
        assertThat(first).contains("/?database=" + database + "&amp;after=t49");
        assertThat(get("/?database=" + database + "&after=t49").body())
                .contains("<b>t50</b>", "<b>t59</b>")
                .doesNotContain(">More<");
    }

    @Test
    void thereIsNothingElseToGet() throws Exception {
        assertThat(get("/favicon.ico").statusCode()).isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(GLUE.address()).DELETE().build()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void errorsAreTheOnesTheSdkKnows() {
        try (GlueClient client = GLUE.client()) {
            assertThatThrownBy(() -> client.getDatabase(get -> get.name("nothing")))
                    .isInstanceOf(EntityNotFoundException.class)
                    .isInstanceOfSatisfying(
                            GlueException.class, e -> assertThat(e.requestId()).isNotBlank())
                    .hasMessageContaining("Database nothing not found.");
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(GLUE.address().resolve(path)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    /** A request whose signature covers one body and that carries another. */
    private static HttpRequest signed(String target, String signedBody, String sentBody) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(GLUE.address())
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", target)
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsBasicCredentials.create("lakespan", GLUE.secretKey()))
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(signedBody))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "glue")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
        HttpRequest.Builder builder = HttpRequest.newBuilder(GLUE.address()).POST(BodyPublishers.ofString(sentBody));
        signed.headers().forEach((name, values) -> add(builder, name, values));
        return builder.build();
    }

    private static void add(HttpRequest.Builder builder, String name, List<String> values) {
        if (!CALCULATED.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> builder.header(name, value));
        }
    }
}
