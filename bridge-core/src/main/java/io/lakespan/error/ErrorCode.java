package io.lakespan.error;

/** What went wrong, in terms of who must act and whether trying again helps. */
public enum ErrorCode {
    /** The caller's input is wrong; the user mends it. */
    INVALID_INPUT(Actor.USER, false),
    /** The named thing does not exist; the user names another. */
    NOT_FOUND(Actor.USER, false),
    /** Something of that name exists already. */
    ALREADY_EXISTS(Actor.USER, false),
    /** The thing has changed since it was read; read again and decide again. */
    CONFLICT(Actor.CALLER, true),
    /** The credentials were refused. */
    UNAUTHENTICATED(Actor.USER, false),
    /** The credentials are good and the permission is missing. */
    PERMISSION_DENIED(Actor.ADMINISTRATOR, false),
    /** The service asks for fewer calls. */
    THROTTLED(Actor.CALLER, true),
    /** The service does not answer; nothing was changed. */
    UNAVAILABLE(Actor.ADMINISTRATOR, true),
    /** The call was sent and its answer lost: look before trying again. */
    OUTCOME_UNKNOWN(Actor.CALLER, true),
    /** This implementation cannot do that at all. */
    UNSUPPORTED(Actor.USER, false),
    /** What was read makes no sense: damaged or foreign data. */
    CORRUPT(Actor.ADMINISTRATOR, false),
    /** A compared pair that must be equal is not. */
    MISMATCH(Actor.USER, false),
    /** A defect of Lakespan's own. */
    INTERNAL(Actor.DEVELOPER, false);

    /** Who has to do something before the same request can succeed. */
    public enum Actor {
        USER,
        ADMINISTRATOR,
        CALLER,
        DEVELOPER
    }

    private final Actor actor;
    private final boolean retryable;

    ErrorCode(Actor actor, boolean retryable) {
        this.actor = actor;
        this.retryable = retryable;
    }

    public Actor actor() {
        return actor;
    }

    public boolean retryable() {
        return retryable;
    }
}
