package io.lakespan.hms;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.hms.HmsErrors.Effect;
import java.util.stream.Stream;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.InvalidObjectException;
import org.apache.hadoop.hive.metastore.api.InvalidOperationException;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.NoSuchLockException;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.UnknownDBException;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.transport.TTransportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HmsErrorsTest {

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new NoSuchObjectException("shop.orders"), ErrorCode.NOT_FOUND),
                Arguments.of(new UnknownDBException("shop"), ErrorCode.NOT_FOUND),
                Arguments.of(new AlreadyExistsException("shop"), ErrorCode.ALREADY_EXISTS),
                Arguments.of(new InvalidObjectException("ä is not a valid object name"), ErrorCode.INVALID_INPUT),
                Arguments.of(
                        new InvalidOperationException("Database shop is not empty. One or more tables exist."),
                        ErrorCode.CONFLICT),
                Arguments.of(new InvalidOperationException("table shop.x doesn't exist"), ErrorCode.NOT_FOUND),
                Arguments.of(
                        new InvalidOperationException("new table shop.x already exists"), ErrorCode.ALREADY_EXISTS),
                Arguments.of(
                        new InvalidOperationException("The following columns have types incompatible: id"),
                        ErrorCode.UNSUPPORTED),
                Arguments.of(new NoSuchLockException("17"), ErrorCode.CONFLICT),
                Arguments.of(
                        new MetaException("Permission denied: user [ann] does not have [ALTER] privilege on [shop]"),
                        ErrorCode.PERMISSION_DENIED),
                Arguments.of(
                        new MetaException("org.apache.hadoop.security.AccessControlException: user=ann, access=WRITE"),
                        ErrorCode.PERMISSION_DENIED),
                Arguments.of(
                        new MetaException("The table has been modified. The parameter value for key"
                                + " 'metadata_location' is 'b'. The expected was value was 'a'"),
                        ErrorCode.CONFLICT),
                Arguments.of(
                        new MetaException("ERROR: value too long for type character varying(256)"),
                        ErrorCode.INVALID_INPUT),
                Arguments.of(
                        new MetaException("Add request failed : INSERT INTO COLUMNS_V2 (CD_ID,COMMENT) VALUES (?,?)"),
                        ErrorCode.INVALID_INPUT),
                Arguments.of(new MetaException("Communications link failure"), ErrorCode.OUTCOME_UNKNOWN),
                Arguments.of(new TTransportException("reset"), ErrorCode.OUTCOME_UNKNOWN),
                Arguments.of(new TTransportException("GSS initiate failed"), ErrorCode.UNAUTHENTICATED),
                Arguments.of(new TProtocolException("Bad version"), ErrorCode.OUTCOME_UNKNOWN),
                Arguments.of(
                        new TApplicationException(TApplicationException.UNKNOWN_METHOD, "no such method"),
                        ErrorCode.UNSUPPORTED),
                Arguments.of(
                        new TApplicationException(TApplicationException.INTERNAL_ERROR, "Internal error"),
                        ErrorCode.OUTCOME_UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorOfAWriteHasItsCode(TException error, ErrorCode code) {
        BridgeException translated = HmsErrors.translated(Effect.WRITE, "update table shop.orders", error);
        assertThat(translated.code()).isEqualTo(code);
        assertThat(translated).hasCause(error).hasMessageContaining("update table shop.orders");
    }

    @ParameterizedTest
    @MethodSource("errors")
    void aReadThatFailsChangedNothing(TException error, ErrorCode code) {
        ErrorCode ofRead = code == ErrorCode.OUTCOME_UNKNOWN ? ErrorCode.UNAVAILABLE : code;
        assertThat(HmsErrors.translated(Effect.NONE, "read", error).code()).isEqualTo(ofRead);
    }

    @Test
    void aStackTraceOfTheServerBecomesOneShortLine() {
        MetaException error = new MetaException("java.lang.Error: x\n\tat a.b.C\n".repeat(1000));
        assertThat(HmsErrors.translated(Effect.NONE, "read", error).getMessage())
                .doesNotContain("\n")
                .hasSizeLessThan(700);
    }
}
