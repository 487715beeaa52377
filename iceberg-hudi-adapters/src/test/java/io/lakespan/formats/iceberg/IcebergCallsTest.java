package io.lakespan.formats.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.stream.Stream;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class IcebergCallsTest {
    static Stream<Arguments> failures() {
        RuntimeException lost = new IllegalStateException("the answer\nwas lost");
        return Stream.of(
                Arguments.of(new CommitStateUnknownException(lost), ErrorCode.OUTCOME_UNKNOWN),
                Arguments.of(new NoSuchTableException("gone"), ErrorCode.NOT_FOUND),
                Arguments.of(new NotFoundException("gone"), ErrorCode.NOT_FOUND),
                Arguments.of(SdkClientException.create("no answer"), ErrorCode.UNAVAILABLE));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailedCommitHasItsCodeAndOneLine(RuntimeException thrown, ErrorCode code) {
        assertThatThrownBy(() -> IcebergCalls.commit("table shop.orders", () -> {
                    throw thrown;
                }))
                .isInstanceOfSatisfying(BridgeException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.getMessage())
                            .contains("shop.orders")
                            .doesNotContain("read ")
                            .hasLineCount(1);
                })
                .hasCause(thrown);
    }

    @Test
    void aCommitThatAnotherCameBeforeIsLeftToTheCaller() {
        CommitFailedException thrown = new CommitFailedException("another came first");

        assertThatThrownBy(() -> IcebergCalls.commit("table shop.orders", () -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }
}
