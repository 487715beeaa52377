package io.lakespan.local.atlas;

import static org.apache.atlas.model.audit.EntityAuditEventV2.EntityAuditActionV2.CLASSIFICATION_ADD;
import static org.apache.atlas.model.audit.EntityAuditEventV2.EntityAuditActionV2.ENTITY_CREATE;
import static org.apache.atlas.model.audit.EntityAuditEventV2.EntityAuditActionV2.ENTITY_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.atlas.model.audit.EntityAuditEventV2;
import org.apache.atlas.model.audit.EntityAuditEventV2.EntityAuditActionV2;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditStoreTest {
    private static final short ALL = 1000;

    @TempDir
    Path folder;

    private AuditStore store;

    @BeforeEach
    void open() {
        store = new AuditStore(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void atlasIsToldTheNameThatTheClassHas() {
        assertThat(AtlasWebApp.AUDIT_STORE).isEqualTo(AuditStore.class.getName());
    }

    @Test
    void theNewestChangeOfAnEntityComesFirstAndOthersStayOut() {
        store.putEventsV2(event("a", 10, ENTITY_CREATE), event("b", 11, ENTITY_CREATE), event("a", 12, ENTITY_UPDATE));

        assertThat(listed("a")).extracting(EntityAuditEventV2::getTimestamp).containsExactly(12L, 10L);
    }

    @Test
    void aPageBeginsAtTheKeyOfTheLastEventOfTheOneBefore() {
        store.putEventsV2(event("a", 1, ENTITY_CREATE), event("a", 2, ENTITY_UPDATE), event("a", 3, ENTITY_UPDATE));
        List<EntityAuditEventV2> first = store.listEventsV2("a", null, null, (short) 2);

        List<EntityAuditEventV2> second =
                store.listEventsV2("a", null, first.get(1).getEventKey(), ALL);

        assertThat(second).extracting(EntityAuditEventV2::getTimestamp).containsExactly(2L, 1L);
    }

    @Test
    void onlyTheActionAskedForIsListed() {
        store.putEventsV2(event("a", 1, ENTITY_CREATE), event("a", 2, CLASSIFICATION_ADD));

        assertThat(store.listEventsV2("a", CLASSIFICATION_ADD, null, ALL)).hasSize(1);
        assertThat(store.getEntitiesWithTagChanges(2, 2)).containsExactly("a");
        assertThat(store.getEntitiesWithTagChanges(3, 4)).isEmpty();
    }

    @Test
    void changesAreThereAfterARestart() {
        store.putEventsV2(event("a", 1, ENTITY_CREATE));
        store.close();
        open();

        assertThat(listed("a")).extracting(EntityAuditEventV2::getDetails).containsExactly("detail ü小");
    }

    @Test
    void writersSideBySideLoseNothing() {
        Stream<CompletableFuture<Void>> writers = IntStream.range(0, 4)
                .mapToObj(writer -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, 50).forEach(i -> store.putEventsV2(event("a", i, ENTITY_UPDATE)))));

        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();

        assertThat(listed("a")).hasSize(200);
    }

    private List<EntityAuditEventV2> listed(String entity) {
        return store.listEventsV2(entity, null, null, ALL);
    }

    private static EntityAuditEventV2 event(String entity, long at, EntityAuditActionV2 action) {
        return new EntityAuditEventV2(entity, at, "admin", action, "detail ü小", null);
    }
}
