package io.lakespan.atlas;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One writer a database at a time: two writers into one database deadlock inside Atlas. */
final class DatabaseLocks {
    private final ConcurrentMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    <T> T holding(String database, Supplier<T> action) {
        ReentrantLock lock = locks.computeIfAbsent(database.toLowerCase(Locale.ROOT), name -> new ReentrantLock());
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Both of them, in an order that is the same for everybody. */
    <T> T holding(String one, String other, Supplier<T> action) {
        boolean inOrder = one.compareToIgnoreCase(other) <= 0;
        return holding(inOrder ? one : other, () -> holding(inOrder ? other : one, action));
    }
}
