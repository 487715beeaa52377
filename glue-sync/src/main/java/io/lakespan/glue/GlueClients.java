package io.lakespan.glue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
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
 * meet the first one's success and report it as another's change. Refusals for being asked too often are left to
 * {@link Patience}: the SDK's own budget for them is spent within seconds.
 */
record GlueClients(SdkHttpClient http, GlueClient reads, GlueClient writes, CallCounter counter)
        implements AutoCloseable {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 3;
    private static final int FIRST_SERVER_STATUS = 500;

    static GlueClients open(GlueConfig config) {
        Duration connect = config.callTimeout().compareTo(LONGEST_CONNECT) < 0 ? config.callTimeout() : LONGEST_CONNECT;
        SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(connect)
                .socketTimeout(config.callTimeout())
                .build();
        CallCounter counter = new CallCounter();
        return new GlueClients(
                http,
                client(config, http, counter, retrying(GlueClients::worthAnotherRead)),
                client(config, http, counter, retrying(GlueClients::surelyUndone)),
                counter);
    }

    @Override
    public void close() {
        reads.close();
        writes.close();
        http.close();
    }

    private static GlueClient client(
            GlueConfig config, SdkHttpClient http, CallCounter counter, RetryStrategy retries) {
        GlueClientBuilder builder = GlueClient.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(config.credentials())
                .httpClient(http)
                .overrideConfiguration(override -> override.apiCallTimeout(config.callTimeout())
                        .addExecutionInterceptor(counter)
                        .retryStrategy(retries));
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static StandardRetryStrategy retrying(Predicate<Throwable> worthIt) {
        return DefaultRetryStrategy.standardStrategyBuilder()
                // They try again after lost answers.
                .useClientDefaults(false)
                .maxAttempts(ATTEMPTS)
                .retryOnException(worthIt)
                .treatAsThrottling(GlueCalls::isThrottled)
                .build();
    }

    private static boolean worthAnotherRead(Throwable error) {
        if (GlueCalls.isThrottled(error)) {
            return false;
        }
        return error instanceof AwsServiceException service
                ? service.statusCode() >= FIRST_SERVER_STATUS || hasOtherTime(service)
                : Causes.of(error).anyMatch(IOException.class::isInstance);
    }

    private static boolean surelyUndone(Throwable error) {
        Predicate<Throwable> neverSent =
                cause -> cause instanceof ConnectException || cause instanceof UnknownHostException;
        return Causes.of(error).anyMatch(neverSent)
                || error instanceof AwsServiceException service && hasOtherTime(service);
    }

    /** Whether it was refused for this machine's clock, which the SDK makes up for in the next attempt. */
    private static boolean hasOtherTime(SdkException error) {
        return RetryUtils.isClockSkewException(error);
    }
}
