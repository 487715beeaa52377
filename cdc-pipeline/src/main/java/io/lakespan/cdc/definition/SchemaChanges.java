package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * How a pipeline treats each kind of schema change.
 *
 * @param handled the kinds that are not left alone
 * @param approved destructive kinds that need no approval
 */
public record SchemaChanges(
        SchemaChangeBehavior behavior, Set<SchemaChangeKind> handled, Set<SchemaChangeKind> approved) {
    public SchemaChanges {
        requireNonNull(behavior, "behavior");
        handled = Set.copyOf(handled);
        approved = Set.copyOf(approved);
    }

    /** What becomes of one kind. */
    public enum Treatment {
        /** The lake does the same. */
        APPLY,
        /** The lake does the same once somebody approved it. */
        WAIT,
        /** The lake takes what is new and keeps what is old. */
        ADAPT,
        /** The lake stays as it is. */
        LEAVE,
        /** The job ends. */
        END
    }

    /** The treatment of a kind. */
    public Treatment of(SchemaChangeKind kind) {
        if (!handled.contains(kind)) {
            return Treatment.LEAVE;
        }
        return switch (behavior) {
            case EXCEPTION -> kind == SchemaChangeKind.CREATE_TABLE ? Treatment.APPLY : Treatment.END;
            case EVOLVE, TRY_EVOLVE -> approvedOrWaiting(kind);
            case LENIENT -> lenient(kind);
            case IGNORE -> kind == SchemaChangeKind.CREATE_TABLE ? Treatment.APPLY : Treatment.LEAVE;
        };
    }

    /** Whether the job goes on where the lake cannot follow. */
    public boolean goesOn() {
        return behavior != SchemaChangeBehavior.EVOLVE && behavior != SchemaChangeBehavior.EXCEPTION;
    }

    private Treatment approvedOrWaiting(SchemaChangeKind kind) {
        return SchemaChangeKind.DESTRUCTIVE.contains(kind) && !approved.contains(kind)
                ? Treatment.WAIT
                : Treatment.APPLY;
    }

    private Treatment lenient(SchemaChangeKind kind) {
        return switch (kind) {
            case ADD_COLUMN, ALTER_COLUMN_TYPE, CREATE_TABLE -> Treatment.APPLY;
            case RENAME_COLUMN, DROP_COLUMN -> Treatment.ADAPT;
            case DROP_TABLE, TRUNCATE_TABLE -> approvedOrWaiting(kind);
        };
    }
}
