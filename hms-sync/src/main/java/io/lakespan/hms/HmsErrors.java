package io.lakespan.hms;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.security.sasl.SaslException;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.InvalidInputException;
import org.apache.hadoop.hive.metastore.api.InvalidObjectException;
import org.apache.hadoop.hive.metastore.api.InvalidOperationException;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.NoSuchLockException;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.NoSuchTxnException;
import org.apache.hadoop.hive.metastore.api.TxnAbortedException;
import org.apache.hadoop.hive.metastore.api.UnknownDBException;
import org.apache.hadoop.hive.metastore.api.UnknownTableException;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.transport.TTransportException;

/** What the metastore's errors mean, once for all. */
final class HmsErrors {
    // The metastore has no error of its own for these: they come as MetaException, told apart by their texts alone.
    private static final Pattern DENIED = Pattern.compile(
            "permission denied|not authorized|unauthorized|no (valid )?privileges?|does not have .*(privilege|permission)"
                    + "|access ?denied|accesscontrolexception|hiveaccesscontrol",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CHANGED =
            Pattern.compile("has been modified\\. The parameter value", Pattern.CASE_INSENSITIVE);
    // The server's database takes a statement back whole; of the reason the server tells nothing.
    private static final Pattern TOO_LONG = Pattern.compile(
            "truncat|too long|value too large|exceeds (the )?max|request failed : (INSERT|UPDATE)"
                    + "|using statement .* failed",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MISSING = Pattern.compile("does(n't| not) exist|not found", Pattern.CASE_INSENSITIVE);
    // Thrift keeps no more of a failed authentication than this.
    private static final Pattern REFUSED = Pattern.compile("GSS initiate failed|Peer indicated failure");
    private static final int LONGEST_TEXT = 500;

    private HmsErrors() {}

    /** What a lost answer means. */
    enum Effect {
        NONE(ErrorCode.UNAVAILABLE),
        WRITE(ErrorCode.OUTCOME_UNKNOWN);

        private final ErrorCode lost;

        Effect(ErrorCode lost) {
            this.lost = lost;
        }
    }

    static boolean isAbsence(TException e) {
        return e instanceof NoSuchObjectException
                || e instanceof UnknownDBException
                || e instanceof UnknownTableException;
    }

    /** Whether nothing more can be said over this connection. */
    static boolean breaksConnection(TException e) {
        return e instanceof TTransportException || e instanceof TProtocolException;
    }

    /** Whether the connection was dead before the call, as one is that stood idle for long: a new one may well do. */
    static boolean isStale(TException e) {
        return e instanceof TTransportException && !hasCause(e, SocketTimeoutException.class);
    }

    static boolean isUnknownMethod(TException e) {
        return e instanceof TApplicationException application
                && application.getType() == TApplicationException.UNKNOWN_METHOD;
    }

    /**
     * The error as callers know it.
     *
     * @param what such as {@code list the databases}
     */
    static BridgeException translated(Effect effect, String what, TException e) {
        ErrorCode code = code(effect, e);
        return new BridgeException(code, "the Hive Metastore could not " + what + ": " + said(e) + hint(code, e), e);
    }

    private static ErrorCode code(Effect effect, TException e) {
        if (isAbsence(e)) {
            return ErrorCode.NOT_FOUND;
        }
        if (e instanceof AlreadyExistsException) {
            return ErrorCode.ALREADY_EXISTS;
        }
        if (e instanceof InvalidObjectException || e instanceof InvalidInputException) {
            return ErrorCode.INVALID_INPUT;
        }
        if (e instanceof InvalidOperationException) {
            return ofOperation(said(e));
        }
        if (e instanceof NoSuchLockException || e instanceof NoSuchTxnException || e instanceof TxnAbortedException) {
            return ErrorCode.CONFLICT;
        }
        return e instanceof MetaException ? ofText(effect, said(e)) : ofWire(effect, e);
    }

    private static ErrorCode ofOperation(String said) {
        if (said.contains("not empty")) {
            return ErrorCode.CONFLICT;
        }
        if (said.contains("already exists")) {
            return ErrorCode.ALREADY_EXISTS;
        }
        return MISSING.matcher(said).find() ? ErrorCode.NOT_FOUND : ErrorCode.UNSUPPORTED;
    }

    private static ErrorCode ofText(Effect effect, String said) {
        if (DENIED.matcher(said).find()) {
            return ErrorCode.PERMISSION_DENIED;
        }
        if (CHANGED.matcher(said).find()) {
            return ErrorCode.CONFLICT;
        }
        return TOO_LONG.matcher(said).find() ? ErrorCode.INVALID_INPUT : effect.lost;
    }

    private static ErrorCode ofWire(Effect effect, TException e) {
        if (hasCause(e, SaslException.class) || REFUSED.matcher(said(e)).find()) {
            return ErrorCode.UNAUTHENTICATED;
        }
        return isUnknownMethod(e) ? ErrorCode.UNSUPPORTED : effect.lost;
    }

    private static boolean hasCause(Throwable error, Class<? extends Throwable> type) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause).anyMatch(type::isInstance);
    }

    private static String said(TException e) {
        String text = Optional.ofNullable(e.getMessage())
                .or(() -> Optional.ofNullable(e.getCause()).map(Throwable::toString))
                .orElse("no answer");
        // The server's texts may hold a whole stack trace.
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
    }

    private static String hint(ErrorCode code, TException e) {
        return switch (code) {
            case UNAUTHENTICATED -> "; check hms.kerberos.service-principal, principal and keytab";
            case PERMISSION_DENIED -> "; ask for the permission, or check hms.user";
            case UNAVAILABLE -> unavailable(e);
            case OUTCOME_UNKNOWN -> "; see whether it happened before trying again";
            case CONFLICT -> "; read it again and decide again";
            case INVALID_INPUT ->
                e instanceof MetaException
                        ? "; a text may be too long for the metastore's database, see the metastore's log"
                        : "";
            case NOT_FOUND, ALREADY_EXISTS, UNSUPPORTED, CORRUPT, MISMATCH, INTERNAL, THROTTLED -> "";
        };
    }

    private static String unavailable(TException e) {
        return breaksConnection(e)
                ? "; check that it runs, hms.uris, and whether it asks for Kerberos (hms.kerberos.*)"
                : "; look into the log of the metastore";
    }
}
