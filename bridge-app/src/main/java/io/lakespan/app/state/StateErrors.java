package io.lakespan.app.state;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.sqlite.SQLiteException;

/** Says in one line what the database under the state has against a call. */
final class StateErrors {
    private StateErrors() {}

    /** @param what what could not be done, and to which database */
    static BridgeException translated(String what, Throwable failure) {
        Optional<SQLException> reason = Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .reduce((outer, inner) -> inner);
        ErrorCode code = reason.map(StateErrors::code).orElse(ErrorCode.UNAVAILABLE);
        return new BridgeException(
                code, what + ": " + line(reason.<Throwable>map(e -> e).orElse(failure)), failure);
    }

    private static ErrorCode code(SQLException e) {
        return e instanceof SQLiteException embedded ? ofFile(embedded) : ofServer(e);
    }

    private static ErrorCode ofFile(SQLiteException e) {
        return switch (e.getResultCode().code & 0xff) {
            case 8, 14 -> ErrorCode.INVALID_INPUT; // READONLY, CANTOPEN
            case 11, 26 -> ErrorCode.CORRUPT; // CORRUPT, NOTADB
            default -> ErrorCode.UNAVAILABLE;
        };
    }

    private static ErrorCode ofServer(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        if (state.startsWith("28")) {
            return ErrorCode.UNAUTHENTICATED;
        }
        return switch (state) {
            case "3D000" -> ErrorCode.NOT_FOUND;
            case "42501" -> ErrorCode.PERMISSION_DENIED;
            default -> ErrorCode.UNAVAILABLE;
        };
    }

    private static String line(Throwable e) {
        return Optional.ofNullable(e.getMessage())
                .flatMap(text -> text.lines().findFirst())
                .orElseGet(() -> e.getClass().getSimpleName());
    }
}
