package io.lakespan.app.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process that takes a lease, says so with its token, and keeps it until its input ends or it is killed. */
final class LeaseHolder {
    private LeaseHolder() {}

    /** @param args the database's file or URL, the pair, the lease's life in milliseconds */
    public static void main(String[] args) throws IOException {
        Duration life = Duration.ofMillis(Long.parseLong(args[2]));
        try (StateDatabase database = opened(args[0]);
                SyncLease lease =
                        database.tryLease(args[1], Holder.ofThisProcess(), life).orElseThrow()) {
            System.out.println(lease.token());
            System.in.read();
        }
    }

    private static StateDatabase opened(String where) {
        return where.startsWith("jdbc:")
                ? StateDatabase.connect(where, Postgres.USER, Postgres.PASSWORD)
                : StateDatabase.open(Path.of(where));
    }
}
