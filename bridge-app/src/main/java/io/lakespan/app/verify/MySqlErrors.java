package io.lakespan.app.verify;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.sql.SQLException;
import java.util.Map;

/** Turns what the MySQL driver throws into a {@link BridgeException}. */
final class MySqlErrors {
    private static final Map<Integer, ErrorCode> CODES = Map.of(
            1045, ErrorCode.UNAUTHENTICATED,
            1044, ErrorCode.PERMISSION_DENIED,
            1142, ErrorCode.PERMISSION_DENIED,
            1227, ErrorCode.PERMISSION_DENIED,
            1049, ErrorCode.NOT_FOUND,
            1146, ErrorCode.NOT_FOUND);

    private MySqlErrors() {}

    static BridgeException of(String failed, MySqlServer server, SQLException thrown) {
        ErrorCode code = CODES.getOrDefault(thrown.getErrorCode(), ErrorCode.UNAVAILABLE);
        return new BridgeException(
                code,
                "cannot " + failed + " of MySQL " + server.address() + ": " + reason(code, server, thrown),
                thrown);
    }

    private static String reason(ErrorCode code, MySqlServer server, SQLException thrown) {
        return switch (code) {
            case UNAUTHENTICATED -> "the password of user '" + server.user() + "' was refused; check it";
            case PERMISSION_DENIED -> "user '" + server.user() + "' lacks the right; grant SELECT";
            case NOT_FOUND -> "it does not exist; check the name";
            default -> oneLine(thrown) + "; check that the server runs";
        };
    }

    private static String oneLine(SQLException thrown) {
        return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("no message");
    }
}
