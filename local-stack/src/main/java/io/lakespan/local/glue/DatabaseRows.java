package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The databases of the catalog. */
record DatabaseRows(Handle handle) {

    Optional<Row> find(String name) {
        return handle.createQuery("SELECT id, name, document FROM catalog_database WHERE name = ?")
                .bind(0, name)
                .map(Row::of)
                .findOne();
    }

    Row require(String name) {
        return find(name).orElseThrow(() -> GlueError.notFound("Database " + name));
    }

    /** Those behind this name, by name. */
    List<Row> after(String name, int most) {
        return handle.createQuery(
                        "SELECT id, name, document FROM catalog_database WHERE name > ? ORDER BY name LIMIT ?")
                .bind(0, name)
                .bind(1, most)
                .map(Row::of)
                .list();
    }

    void insert(String name, ObjectNode document) {
        handle.execute("INSERT INTO catalog_database (name, document) VALUES (?, ?)", name, GlueJson.text(document));
    }

    void update(long id, String name, ObjectNode document) {
        handle.execute(
                "UPDATE catalog_database SET name = ?, document = ? WHERE id = ?", name, GlueJson.text(document), id);
    }

    /** With all that stands in it. */
    void delete(long id) {
        handle.execute("DELETE FROM catalog_database WHERE id = ?", id);
    }
}
