package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.spi.AgreementStore;
import io.lakespan.spi.Creation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Does what a plan says, change by change, and remembers what is agreed after each; a failed change stops no other. */
public final class SyncExecutor {
    private static final int CREATED_AT_ONCE = 25;
    // A side that does not answer three times running will not answer the remaining thousand either.
    private static final int UNAVAILABLE_IN_A_ROW = 3;

    private final SideWriter left;
    private final SideWriter right;
    private final AgreementStore agreements;

    public SyncExecutor(SideWriter left, SideWriter right, AgreementStore agreements) {
        this.left = requireNonNull(left, "left");
        this.right = requireNonNull(right, "right");
        this.agreements = requireNonNull(agreements, "agreements");
    }

    /** One outcome for each change, in the order they are known in; each is also told then. */
    public List<Outcome> apply(SyncPlan plan, Consumer<Outcome> progress) {
        return apply(plan, progress, () -> false);
    }

    /**
     * As {@link #apply(SyncPlan, Consumer)}, until it is told to stop: a change that was begun is ended, the others have
     * no outcome.
     */
    public List<Outcome> apply(SyncPlan plan, Consumer<Outcome> progress, BooleanSupplier stopping) {
        Pass pass = new Pass(progress);
        List<Change.CreateTable> creations = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (stopping.getAsBoolean()) {
                break;
            }
            if (change instanceof Change.CreateTable create) {
                creations.add(create);
            }
            boolean batchEnds = !(change instanceof Change.CreateTable) || creations.size() == CREATED_AT_ONCE;
            if (batchEnds) {
                pass.create(creations);
                creations.clear();
            }
            if (!(change instanceof Change.CreateTable)) {
                pass.attempt(change);
            }
        }
        pass.create(creations);
        return List.copyOf(pass.outcomes);
    }

    private final class Pass {
        private final Consumer<Outcome> progress;
        private final List<Outcome> outcomes = new ArrayList<>();
        private int unavailable;

        Pass(Consumer<Outcome> progress) {
            this.progress = progress;
        }

        void create(List<Change.CreateTable> creations) {
            if (creations.isEmpty()) {
                return;
            }
            if (unavailable >= UNAVAILABLE_IN_A_ROW) {
                creations.forEach(this::skip);
                return;
            }
            List<Change.CreateTable> free =
                    creations.stream().filter(this::freeOrEnded).toList();
            agreements.agreeAll(
                    free.stream().map(creation -> creation.before().writing()).toList());
            List<Creation> created =
                    right.create(free.stream().map(Change.CreateTable::table).toList());
            for (int i = 0; i < created.size(); i++) {
                Change.CreateTable create = free.get(i);
                end(created.get(i)
                        .match(done -> mended(create, done.version()), refused -> refused(create, refused.reason())));
            }
        }

        private boolean freeOrEnded(Change.CreateTable create) {
            try {
                requireFree(create.table());
                return true;
            } catch (BridgeException e) {
                end(failed(create, e));
                return false;
            }
        }

        void attempt(Change change) {
            if (unavailable >= UNAVAILABLE_IN_A_ROW && !(change instanceof Change.Agree)) {
                skip(change);
                return;
            }
            try {
                step(change).run();
                end(new Outcome.Applied(change));
            } catch (BridgeException e) {
                end(failed(change, e));
            }
        }

        private void skip(Change change) {
            end(new Outcome.Failed(
                    change, ErrorCode.UNAVAILABLE, "not tried, the side did not answer the changes before"));
        }

        private void end(Outcome outcome) {
            boolean down = outcome instanceof Outcome.Failed failure && failure.code() == ErrorCode.UNAVAILABLE;
            unavailable = down ? unavailable + 1 : 0;
            outcomes.add(outcome);
            progress.accept(outcome);
        }
    }

    /** A name still held by the table that is to be renamed keeps that table's agreement until it has left. */
    private void requireFree(Table table) {
        boolean anothers = agreements
                .agreed(table.ref())
                .filter(known -> !SameColumn.sameTable(known.base(), table))
                .isPresent();
        if (anothers && right.holds(table.ref())) {
            throw new BridgeException(
                    ErrorCode.ALREADY_EXISTS,
                    "table " + table.ref() + " cannot be created while another table still has that name; the next"
                            + " pass creates it once that one has its new name");
        }
    }

    /** What certainly was not created is as unknown as before. */
    private Outcome refused(Change.CreateTable create, BridgeException reason) {
        if (reason.code() != ErrorCode.OUTCOME_UNKNOWN) {
            agreements.forget(create.table().ref());
        }
        return failed(create, reason);
    }

    private Outcome mended(Change.CreateTable create, Version version) {
        try {
            created(create, version);
            return new Outcome.Applied(create);
        } catch (BridgeException e) {
            return failed(create, e);
        }
    }

    private void created(Change.CreateTable create, Version version) {
        Version seen = create.seen().table().version();
        Version leftAfter = create.left()
                .map(write -> left.update(write, create.before(), seen))
                .orElse(seen);
        agreements.agree(create.agreement(leftAfter, version));
    }

    private static Outcome failed(Change change, BridgeException e) {
        return new Outcome.Failed(change, e.code(), e.getMessage());
    }

    private Runnable step(Change change) {
        return change.match(new Change.Cases<Runnable>(
                create -> () -> createDatabase(create),
                create -> () -> created(create, right.create(create.table())),
                merge -> () -> merge(merge, merge.agreement().right()),
                rename -> () -> rename(rename),
                drop -> () -> dropTable(drop),
                drop -> () -> dropDatabase(drop),
                copy -> () -> right.copyPartitions(copy.difference()),
                agree -> () -> agree(agree)));
    }

    private void createDatabase(Change.CreateDatabase create) {
        Table database = DatabaseAsTable.of(create.database());
        agreements.agree(Agreement.of(database, Agreement.NEVER, Agreement.NEVER));
        agreements.agree(Agreement.of(database, create.left(), right.create(database)));
    }

    /** Left first: when only that much is done, the next pass finds the right side's own values there and agrees. */
    private void merge(Change.Merge merge, Version rightVersion) {
        Agreement agreement = merge.agreement();
        agreements.agree(merge.before().writing());
        Version leftAfter = merge.left()
                .map(write -> left.update(write, merge.before(), agreement.left()))
                .orElse(agreement.left());
        Version rightAfter = merge.right()
                .map(write -> right.update(write.target(), rightVersion))
                .orElse(rightVersion);
        agreements.agree(agreement.at(leftAfter, rightAfter));
    }

    private void rename(Change.RenameTable rename) {
        Agreement agreement = rename.merge().agreement();
        // Known under the new name before it has it: a pass killed in between still merges with what was agreed.
        if (agreements.agreed(rename.to()).isEmpty()) {
            agreements.agreed(rename.from()).ifPresent(known -> agreements.agree(known.renamed(rename.to())));
        }
        Version renamed = right.rename(rename.from(), agreement.base(), agreement.right());
        merge(rename.merge(), renamed);
        agreements.forget(rename.from());
    }

    private void dropTable(Change.DropTable drop) {
        left.requireGone(drop.ref());
        right.drop(drop.ref(), drop.expected());
        agreements.forget(drop.ref());
    }

    private void dropDatabase(Change.DropDatabase drop) {
        left.requireGone(DatabaseAsTable.ref(drop.name()));
        right.dropDatabase(drop.name(), drop.expected());
        agreements.forget(DatabaseAsTable.ref(drop.name()));
    }

    private void agree(Change.Agree agree) {
        TableRef ref = agree.ref();
        agree.agreement().ifPresentOrElse(agreements::agree, () -> agreements.forget(ref));
    }
}
