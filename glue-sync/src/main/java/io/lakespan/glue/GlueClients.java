package io.lakespan.glue;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.GlueClientBuilder;

/**
 * The SDK's clients, one for reads and one for writes.
 *
 * <p>A write is tried again only where it surely did not happen: after a lost answer, a second attempt of the SDK would
 * meet the first one's success and report it as another's change.
 */
record GlueClients(SdkHttpClient http, GlueClient reads, GlueClient writes) implements AutoCloseable {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 3;

    static GlueClients open(GlueConfig config) {
        Duration connect = config.callTimeout().compareTo(LONGEST_CONNECT) < 0 ? config.callTimeout() : LONGEST_CONNECT;
        SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(connect)
                .socketTimeout(config.callTimeout())
                .build();
        return new GlueClients(
                http, client(config, http, AwsRetryStrategy.standardRetryStrategy()), client(config, http, safe()));
    }

    @Override
    public void close() {
        reads.close();
        writes.close();
        http.close();
    }

    private static GlueClient client(GlueConfig config, SdkHttpClient http, RetryStrategy retries) {
        GlueClientBuilder builder = GlueClient.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(config.credentials())
                .httpClient(http)
                .overrideConfiguration(override ->
                        override.apiCallTimeout(config.callTimeout()).retryStrategy(retries));
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static StandardRetryStrategy safe() {
        return DefaultRetryStrategy.standardStrategyBuilder()
                // They try again after lost answers.
                .useClientDefaults(false)
                .maxAttempts(ATTEMPTS)
                .retryOnException(GlueClients::surelyUndone)
                .treatAsThrottling(GlueClients::isThrottled)
                .build();
    }

    private static boolean surelyUndone(Throwable error) {
        Predicate<Throwable> neverSent =
                cause -> cause instanceof ConnectException || cause instanceof UnknownHostException;
        return isThrottled(error) || Causes.of(error).anyMatch(neverSent);
    }

    private static boolean isThrottled(Throwable error) {
        return error instanceof AwsServiceException service && service.isThrottlingException();
    }
}
