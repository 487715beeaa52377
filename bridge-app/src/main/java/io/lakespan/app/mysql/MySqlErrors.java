package io.lakespan.app.mysql;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.sql.SQLException;
import java.util.Map;

/** Turns what the MySQL driver throws into a {@link BridgeException}. */
public final class MySqlErrors {
    private static final Map<Integer, ErrorCode> CODES = Map.of(
            1045, ErrorCode.UNAUTHENTICATED,
            1044, ErrorCode.PERMISSION_DENIED,
            1142, ErrorCode.PERMISSION_DENIED,
            1227, ErrorCode.PERMISSION_DENIED,
            1049, ErrorCode.NOT_FOUND,
            1146, ErrorCode.NOT_FOUND);

    private MySqlErrors() {}

    /**
     * Translates.
     *
     * @param failed what was tried, to stand behind "cannot", such as {@code read table shop.orders}
     */
    public static BridgeException of(String failed, MySqlServer server, SQLException thrown) {
        ErrorCode code = code(thrown);
        return new BridgeException(
                code,
                "cannot " + failed + " at MySQL " + server.address() + ": " + reason(code, server, thrown),
                thrown);
    }

    private static ErrorCode code(SQLException thrown) {
        String state = String.valueOf(thrown.getSQLState());
        // Classes 22 and 42 are a value or a statement that the server does not take: ours.
        boolean ours = state.startsWith("22") || state.startsWith("42");
        return CODES.getOrDefault(thrown.getErrorCode(), ours ? ErrorCode.INTERNAL : ErrorCode.UNAVAILABLE);
    }

    private static String reason(ErrorCode code, MySqlServer server, SQLException thrown) {
        return switch (code) {
            case UNAUTHENTICATED -> "the password of user '" + server.user() + "' was refused; check it";
            case PERMISSION_DENIED -> oneLine(thrown) + "; grant the right";
            case NOT_FOUND -> "it does not exist; check the name";
            case INTERNAL -> oneLine(thrown) + "; report this as a defect";
            default -> oneLine(thrown) + "; check that the server runs";
        };
    }

    private static String oneLine(SQLException thrown) {
        return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("no message");
    }
}
