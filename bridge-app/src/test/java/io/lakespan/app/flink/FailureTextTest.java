package io.lakespan.app.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTextTest {

    @Test
    void theInnermostCauseIsTheOneThatIsTold() {
        String trace = """
                org.apache.flink.runtime.JobException: Recovery is suppressed
                \tat org.apache.flink.Some.method(Some.java:1)
                Caused by: java.lang.RuntimeException: outer
                \tat a.B.c(B.java:2)
                Caused by: java.io.IOException: the disk is full
                \tat d.E.f(E.java:3)
                """;
        assertThat(FailureText.of(trace)).isEqualTo("java.io.IOException: the disk is full");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cannot connect with password=hunter2",
                "cannot connect with {s3.secret-access-key: 'hunter2'}",
                "jdbc:mysql://root:hunter2@db:3306/shop is refused",
                "GET https://bucket/key?X-Amz-Signature=hunter2&X-Amz-Date=1 failed",
                "{\"session-token\": \"hunter2\"}"
            })
    void aSecretInAMessageIsNotShown(String message) {
        assertThat(FailureText.of(message)).doesNotContain("hunter2").contains("******");
    }

    @Test
    void whatOnlySpeaksOfAPasswordStaysAsItIs() {
        String message = "Access denied for user 'cdc'@'db' (using password: YES)";
        assertThat(FailureText.of(message)).isEqualTo(message);
    }

    @Test
    void aMessageWithoutAnEndIsCut() {
        assertThat(FailureText.of("x".repeat(5_000))).hasSizeLessThan(1_100).endsWith("…");
    }
}
