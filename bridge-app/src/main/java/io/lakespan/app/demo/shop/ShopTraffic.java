package io.lakespan.app.demo.shop;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.mysql.MySqlErrors;
import io.lakespan.app.mysql.MySqlServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Live changes to the shop: inserts, updates, deletes and changes of primary keys, in transactions, some of which are
 * rolled back.
 *
 * <p>It works on any state of the shop, also one that it has changed before.
 */
public final class ShopTraffic {
    private static final int MOST_STEPS = 6;
    private static final int ROLLED_BACK_OF = 20;

    private final MySqlServer server;
    private final TrafficPlan plan;

    /** @param server with a user who may read and write the shop */
    public ShopTraffic(MySqlServer server, TrafficPlan plan) {
        this.server = requireNonNull(server, "server");
        this.plan = requireNonNull(plan, "plan");
    }

    /**
     * Makes exactly the changes planned, in the calling thread; fewer when the thread is interrupted, which it then
     * stays. What is counted is committed.
     *
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} when there is no shop, {@code UNAVAILABLE},
     *     {@code UNAUTHENTICATED} or {@code PERMISSION_DENIED} when it cannot be changed
     */
    public TrafficCount run(ShopListener listener) {
        // Affected rows, not matched ones: an update that leaves a row as it was is no change.
        try (Connection connection = server.connect(Map.of("useAffectedRows", "true"))) {
            connection.setAutoCommit(false);
            return run(connection, listener);
        } catch (SQLException e) {
            throw MySqlErrors.of("change the database " + Shop.DATABASE, server, e);
        }
    }

    private TrafficCount run(Connection connection, ShopListener listener) throws SQLException {
        SplittableRandom random = new SplittableRandom(plan.seed());
        TrafficSteps steps = TrafficSteps.on(connection, random.split());
        TrafficCount done = TrafficCount.NONE;
        long started = System.nanoTime();
        while (done.changes() < plan.changes() && paced(started, done.changes())) {
            TrafficCount made = steps(steps, 1 + random.nextInt(MOST_STEPS), plan.changes() - done.changes());
            if (random.nextInt(ROLLED_BACK_OF) == 0) {
                connection.rollback();
                continue;
            }
            connection.commit();
            done = done.plus(made.committed());
            listener.changed(done.changes(), plan.changes());
        }
        return done;
    }

    /** Several steps, which together change no more rows than are left to change. */
    private static TrafficCount steps(TrafficSteps steps, int count, int left) throws SQLException {
        TrafficCount made = TrafficCount.NONE;
        for (int i = 0; i < count && made.changes() < left; i++) {
            boolean roomForAny = left - made.changes() >= TrafficSteps.MOST_CHANGES;
            made = made.plus(roomForAny ? steps.next() : steps.single());
        }
        return made;
    }

    /** Waits until the next change is due; false when interrupted. */
    private boolean paced(long startedNanos, int done) {
        long due = startedNanos + done * TimeUnit.SECONDS.toNanos(1) / plan.perSecond();
        try {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            return !Thread.currentThread().isInterrupted();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
