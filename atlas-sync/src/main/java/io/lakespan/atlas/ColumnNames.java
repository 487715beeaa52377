package io.lakespan.atlas;

import com.fasterxml.jackson.databind.node.TextNode;
import io.lakespan.model.Column;
import io.lakespan.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes way for columns that take over each other's names: Atlas would take a new column for the old one of its name, and
 * refuses two of a name even for a moment.
 */
final class ColumnNames {
    private final AtlasRest rest;
    private final AtlasEntities entities;

    ColumnNames(AtlasRest rest, AtlasEntities entities) {
        this.rest = rest;
        this.entities = entities;
    }

    /** A column that goes, and whose name another takes, is deleted now; one that stays gets a name for the time being. */
    void free(Table target, AtlasEntity current) {
        List<AtlasEntity> left = new ArrayList<>(current.columns());
        Set<String> kept = new HashSet<>();
        Map<String, AtlasEntity> inTheWay = new HashMap<>();
        for (Column column : target.schema().columns()) {
            Optional<AtlasEntity> counterpart = TableRequest.counterpart(column, left);
            counterpart.ifPresent(left::remove);
            counterpart.ifPresent(entity -> kept.add(entity.guid()));
            String own = counterpart.map(AtlasEntity::guid).orElse("");
            current.columns().stream()
                    .filter(entity -> entity.name().equalsIgnoreCase(column.name())
                            && !entity.guid().equals(own))
                    .forEach(entity -> inTheWay.put(entity.guid(), entity));
        }
        for (AtlasEntity entity : inTheWay.values()) {
            if (kept.contains(entity.guid())) {
                renameForNow(entity);
            } else {
                entities.delete(entity.guid());
            }
        }
    }

    private void renameForNow(AtlasEntity column) {
        String path = "/entity/guid/" + column.guid() + "?name=qualifiedName";
        rest.put(path, TextNode.valueOf(column.text("qualifiedName").orElse("") + "~" + column.guid()));
    }
}
