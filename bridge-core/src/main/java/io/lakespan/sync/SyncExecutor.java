package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Table;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.AgreementStore;
import io.lakespan.spi.MetadataCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does what a plan says, change by change, and remembers what is agreed after each; a failed change stops no other. */
public final class SyncExecutor {
    private final MetadataCatalog right;
    private final AgreementStore agreements;

    public SyncExecutor(MetadataCatalog right, AgreementStore agreements) {
        this.right = requireNonNull(right, "right");
        this.agreements = requireNonNull(agreements, "agreements");
    }

    /** One outcome for each change, in the plan's order; each is also told when it is known. */
    public List<Outcome> apply(SyncPlan plan, Consumer<Outcome> progress) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Change change : plan.changes()) {
            Outcome outcome = attempt(change);
            progress.accept(outcome);
            outcomes.add(outcome);
        }
        return List.copyOf(outcomes);
    }

    private Outcome attempt(Change change) {
        try {
            Runnable step = change.match(new Change.Cases<Runnable>(
                    create -> () -> createDatabase(create.database()),
                    create -> () -> createTable(create),
                    update -> () -> updateTable(update),
                    drop -> () -> dropTable(drop),
                    agree -> () -> agree(agree)));
            step.run();
            return new Outcome.Applied(change);
        } catch (BridgeException e) {
            return new Outcome.Failed(change, e.code(), e.getMessage());
        }
    }

    private void createDatabase(Database database) {
        looking(() -> right.put(database, Expected.absent()), () -> right.findDatabase(database.name())
                .map(Versioned::version));
    }

    private void createTable(Change.CreateTable create) {
        Table table = create.table();
        Version version = looking(() -> right.put(table, Expected.absent()), () -> versionOf(table));
        agreements.agree(Agreement.of(table, create.left(), version));
    }

    private void updateTable(Change.UpdateTable update) {
        Table target = update.target();
        Version version = looking(() -> right.put(target, Expected.at(update.expected())), () -> versionOf(target));
        agreements.agree(new Agreement(update.base(), update.left(), version, update.open()));
    }

    private void dropTable(Change.DropTable drop) {
        try {
            right.drop(drop.ref(), drop.expected());
        } catch (BridgeException e) {
            if (!goneAfter(e, drop)) {
                throw e;
            }
        }
        agreements.forget(drop.ref());
    }

    private void agree(Change.Agree agree) {
        agree.agreement().ifPresentOrElse(agreements::agree, () -> agreements.forget(agree.ref()));
    }

    /** A write whose answer was lost is looked for before anybody tries it again. */
    private static Version looking(Supplier<Version> write, Supplier<Optional<Version>> look) {
        try {
            return write.get();
        } catch (BridgeException e) {
            if (e.code() != ErrorCode.OUTCOME_UNKNOWN) {
                throw e;
            }
            return look.get().orElseThrow(() -> e);
        }
    }

    /** The version of the table on the right if every facet there is as wanted. */
    private Optional<Version> versionOf(Table wanted) {
        return right.find(wanted.ref())
                .filter(found -> sameFacets(found.value(), wanted))
                .map(Versioned::version);
    }

    private static boolean sameFacets(Table one, Table other) {
        for (Facet facet : Facet.values()) {
            if (!facet.of(one).equals(facet.of(other))) {
                return false;
            }
        }
        return true;
    }

    private boolean goneAfter(BridgeException failure, Change.DropTable drop) {
        return switch (failure.code()) {
            case NOT_FOUND -> true;
            case OUTCOME_UNKNOWN -> right.find(drop.ref()).isEmpty();
            case INVALID_INPUT,
                    ALREADY_EXISTS,
                    CONFLICT,
                    UNAUTHENTICATED,
                    PERMISSION_DENIED,
                    THROTTLED,
                    UNAVAILABLE,
                    UNSUPPORTED,
                    CORRUPT,
                    MISMATCH,
                    INTERNAL -> false;
        };
    }
}
