package io.lakespan.local.atlas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sleepycat.je.Cursor;
import com.sleepycat.je.Database;
import com.sleepycat.je.DatabaseConfig;
import com.sleepycat.je.DatabaseEntry;
import com.sleepycat.je.Environment;
import com.sleepycat.je.EnvironmentConfig;
import com.sleepycat.je.OperationStatus;
import com.sleepycat.je.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.atlas.EntityAuditEvent;
import org.apache.atlas.model.audit.EntityAuditEventV2;
import org.apache.atlas.model.audit.EntityAuditEventV2.EntityAuditActionV2;
import org.apache.atlas.repository.audit.EntityAuditRepository;
import org.apache.atlas.type.AtlasType;

/**
 * Who changed what and when, on disk.
 *
 * <p>Runs inside Atlas, which itself keeps this in HBase or in a memory that several writers at a time damage. What has
 * been put survives a kill; any number of threads may put and list.
 */
public final class AuditStore implements EntityAuditRepository {
    // Larger changes are cut down by Atlas before they come here.
    private static final long LARGEST_EVENT = 1 << 20;
    private static final String CACHE_BYTES = String.valueOf(16 << 20);

    private final Environment environment;
    private final Database events;
    private final AtomicLong count = new AtomicLong();

    /** Opens the store in the data folder of Atlas. */
    public AuditStore() {
        this(Path.of(System.getProperty("atlas.data"), "audit"));
    }

    AuditStore(Path folder) {
        EnvironmentConfig config = new EnvironmentConfig();
        config.setAllowCreate(true);
        config.setTransactional(true);
        config.setConfigParam(EnvironmentConfig.MAX_MEMORY, CACHE_BYTES);
        environment = new Environment(created(folder).toFile(), config);
        DatabaseConfig database = new DatabaseConfig();
        database.setAllowCreate(true);
        database.setTransactional(true);
        events = environment.openDatabase(null, "events", database);
    }

    @Override
    public void putEventsV2(EntityAuditEventV2... added) {
        putEventsV2(Arrays.asList(added));
    }

    @Override
    public void putEventsV2(List<EntityAuditEventV2> added) {
        Transaction transaction = environment.beginTransaction(null, null);
        try {
            added.forEach(event -> put(transaction, event));
            transaction.commit();
        } finally {
            // Does nothing after a commit.
            transaction.abort();
        }
    }

    /** Newest first; from the key on, where one is given, inclusively. */
    @Override
    public List<EntityAuditEventV2> listEventsV2(
            String entityId, EntityAuditActionV2 action, String startKey, short maxResults) {
        Optional<EntityAuditActionV2> wanted = Optional.ofNullable(action);
        String prefix = entityId + ":";
        List<EntityAuditEventV2> found = new ArrayList<>();
        read(Optional.ofNullable(startKey).orElse(prefix), event -> {
            boolean ours = event.getEventKey().startsWith(prefix);
            if (ours && wanted.map(event.getAction()::equals).orElse(true)) {
                found.add(event);
            }
            return ours && found.size() < maxResults;
        });
        return found;
    }

    @Override
    public List<Object> listEvents(String entityId, String startKey, short maxResults) {
        return new ArrayList<>(listEventsV2(entityId, null, startKey, maxResults));
    }

    @Override
    public Set<String> getEntitiesWithTagChanges(long from, long to) {
        Set<String> changed = new TreeSet<>();
        read("", event -> {
            boolean inTime = event.getTimestamp() >= from && event.getTimestamp() <= to;
            if (inTime && event.getAction().name().contains("CLASSIFICATION")) {
                changed.add(event.getEntityId());
            }
            return true;
        });
        return changed;
    }

    // Atlas reports every change a second time in the form of its first REST interface, which nobody reads here.
    @Override
    public void putEventsV1(EntityAuditEvent... added) {}

    @Override
    public void putEventsV1(List<EntityAuditEvent> added) {}

    @Override
    public List<EntityAuditEvent> listEventsV1(String entityId, String startKey, short maxResults) {
        return List.of();
    }

    @Override
    public long repositoryMaxSize() {
        return LARGEST_EVENT;
    }

    @Override
    public List<String> getAuditExcludeAttributes(String entityType) {
        return List.of();
    }

    /** Called by Atlas when it ends. */
    public void close() {
        events.close();
        environment.close();
    }

    private void put(Transaction transaction, EntityAuditEventV2 event) {
        event.setEventKey(key(event));
        events.put(transaction, entry(event.getEventKey()), entry(AtlasType.toJson(withoutEntity(event))));
    }

    private static EntityAuditEventV2 withoutEntity(EntityAuditEventV2 event) {
        EntityAuditEventV2 copy = new EntityAuditEventV2(
                event.getEntityId(),
                event.getTimestamp(),
                event.getUser(),
                event.getAction(),
                event.getDetails(),
                null);
        copy.setEventKey(event.getEventKey());
        return copy;
    }

    // Counts down, so that the newest of an entity stands first.
    private String key(EntityAuditEventV2 event) {
        return "%s:%016x:%016x"
                .formatted(
                        event.getEntityId(),
                        Long.MAX_VALUE - event.getTimestamp(),
                        Long.MAX_VALUE - count.getAndIncrement());
    }

    private void read(String from, Predicate<EntityAuditEventV2> goOn) {
        DatabaseEntry key = entry(from);
        DatabaseEntry value = new DatabaseEntry();
        try (Cursor cursor = events.openCursor(null, null)) {
            OperationStatus status = cursor.getSearchKeyRange(key, value, null);
            while (status == OperationStatus.SUCCESS && goOn.test(event(value))) {
                status = cursor.getNext(key, value, null);
            }
        }
    }

    private static EntityAuditEventV2 event(DatabaseEntry value) {
        return AtlasType.fromJson(new String(value.getData(), UTF_8), EntityAuditEventV2.class);
    }

    private static DatabaseEntry entry(String text) {
        return new DatabaseEntry(text.getBytes(UTF_8));
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
