package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.QualifiedNames;
import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Expected;
import io.lakespan.model.SecretParameters;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Writes tables; the caller holds the lock of their database. */
final class TableWriter {
    private final AtlasRest rest;
    private final AtlasEntities entities;
    private final AtlasTypes types;
    private final QualifiedNames names;
    private final AtlasTables tables;
    private final AnnotationWriter annotations;
    private final ColumnNames columnNames;

    TableWriter(AtlasContext context, AtlasTables tables) {
        this.rest = context.rest();
        this.entities = context.entities();
        this.types = context.types();
        this.names = context.names();
        this.annotations = context.annotationWriter();
        this.columnNames = new ColumnNames(rest, entities);
        this.tables = tables;
    }

    Version put(Table table, Expected expected, String databaseGuid) {
        types.require(table.format());
        TableRef ref = table.ref();
        requireDistinctColumns(table);
        Optional<AtlasEntity> current = tables.entity(ref);
        Expectations.check(
                "table " + ref, tables.described(ref, current).map(entity -> tables.version(ref, entity)), expected);
        current.ifPresent(entity -> AtlasTables.requireNotOfAnother(ref, entity));
        write(table, databaseGuid, current);
        return tables.version(ref, tables.described(ref).orElseThrow(() -> lost(ref)));
    }

    private static BridgeException lost(TableRef ref) {
        return new BridgeException(
                ErrorCode.CONFLICT, "table " + ref + " was deleted in Atlas while it was written; read it again");
    }

    static void requireDistinctColumns(Table table) {
        Set<String> seen = new HashSet<>();
        for (Column column : table.schema().columns()) {
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                throw new BridgeException(
                        ErrorCode.INVALID_INPUT,
                        "table " + table.ref() + " has two columns named '" + column.name()
                                + "' but for their case, which Atlas does not tell apart; rename one of them");
            }
        }
    }

    /** An entity cannot change its type: a table of another format is a new entity. */
    private void write(Table table, String databaseGuid, Optional<AtlasEntity> current) {
        Map<String, String> termGuids = annotations.prepare(annotationsOf(table));
        String type = TableKinds.tableType(table.format());
        Optional<AtlasEntity> kept = current.filter(entity -> entity.type().equals(type));
        if (kept.isEmpty()) {
            current.ifPresent(entity -> entities.delete(entity.guid()));
        }
        if (kept.filter(entity -> tells(entity, table)).isEmpty()) {
            kept.ifPresent(entity -> columnNames.free(table, entity));
            TableRequest request = new TableRequest(names, types, annotations, termGuids);
            request.add(table, databaseGuid, kept);
            rest.post("/entity/bulk", request.json());
        }
        kept.ifPresent(entity -> annotate(entity, table, termGuids));
    }

    static List<Annotations> annotationsOf(Table table) {
        List<Annotations> all = new ArrayList<>();
        all.add(table.annotations());
        table.schema().columns().forEach(column -> all.add(column.annotations()));
        return all;
    }

    /** Whether the entity says of the table all but its annotations already. */
    private boolean tells(AtlasEntity entity, Table table) {
        Table target = table.withParameters(SecretParameters.masked(table.parameters()));
        return !TableReader.shell(entity)
                && tables.described(table.ref(), Optional.of(entity)).isPresent()
                && bare(tables.table(table.ref(), entity)).equals(bare(target));
    }

    private static Table bare(Table table) {
        List<Column> columns = table.schema().columns().stream()
                .map(column -> column.withAnnotations(Annotations.none()))
                .toList();
        return table.withAnnotations(Annotations.none())
                .withSchema(table.schema().withColumns(columns));
    }

    private void annotate(AtlasEntity entity, Table table, Map<String, String> termGuids) {
        annotate(entity, table.annotations(), termGuids);
        List<AtlasEntity> existing = new ArrayList<>(entity.columns());
        for (Column column : table.schema().columns()) {
            Optional<AtlasEntity> counterpart = TableRequest.counterpart(column, existing);
            counterpart.ifPresent(existing::remove);
            counterpart.ifPresent(part -> annotate(part, column.annotations(), termGuids));
        }
    }

    private void annotate(AtlasEntity entity, Annotations target, Map<String, String> termGuids) {
        if (annotations.differs(entity, target)) {
            annotations.write(entity, target, termGuids);
        }
    }

    /** The same entities under other names. */
    Version rename(TableRef from, TableRef to, Version expected, String newDatabaseGuid) {
        AtlasEntity current = expected(from, expected);
        Optional<AtlasEntity> taken = tables.entity(to);
        if (tables.described(to, taken).isPresent()) {
            throw new BridgeException(
                    ErrorCode.ALREADY_EXISTS, "table " + to + " exists in Atlas already; " + from + " keeps its name");
        }
        taken.ifPresent(entity -> AtlasTables.requireNotOfAnother(to, entity));
        // A job was seen writing the new name before the catalog told of the renaming.
        taken.ifPresent(entity -> entities.delete(entity.guid()));
        types.require(TableKinds.format(current));
        TableRequest request = new TableRequest(names, types, annotations, Map.of());
        request.add(tables.table(to, current), newDatabaseGuid, Optional.of(current));
        rest.post("/entity/bulk", request.json());
        return tables.version(to, tables.described(to).orElseThrow(() -> lost(to)));
    }

    void drop(TableRef ref, Version expected) {
        entities.delete(expected(ref, expected).guid());
    }

    private AtlasEntity expected(TableRef ref, Version expected) {
        Optional<AtlasEntity> current = tables.described(ref);
        Expectations.check("table " + ref, current.map(entity -> tables.version(ref, entity)), Expected.at(expected));
        return current.orElseThrow();
    }

    /** New tables of one database in one request, which Atlas carries out wholly or not at all. */
    List<Version> create(List<Table> some, String databaseGuid) {
        List<Annotations> all =
                some.stream().flatMap(table -> annotationsOf(table).stream()).toList();
        some.forEach(table -> types.require(table.format()));
        some.forEach(TableWriter::requireDistinctColumns);
        TableRequest request = new TableRequest(names, types, annotations, annotations.prepare(all));
        List<String> temporary = some.stream()
                .map(table -> request.add(table, databaseGuid, Optional.empty()))
                .toList();
        JsonNode assigned = rest.post("/entity/bulk", request.json()).path("guidAssignments");
        List<String> guids =
                temporary.stream().map(guid -> assigned.path(guid).asText()).toList();
        return all.stream().allMatch(Annotations::isEmpty) ? versions(some, guids) : readVersions(some, guids);
    }

    /** All that one request creates has the same time, and what bears no annotations needs no reading. */
    private List<Version> versions(List<Table> created, List<String> guids) {
        long at = entities.updatedAt(guids.get(0));
        return IntStream.range(0, guids.size())
                .mapToObj(i -> new TableVersion(
                                guids.get(i),
                                at,
                                created.get(i).schema().columns().size(),
                                at,
                                "")
                        .version())
                .toList();
    }

    private List<Version> readVersions(List<Table> created, List<String> guids) {
        Map<String, AtlasEntity> read = new HashMap<>();
        AtlasEntities.pages(guids)
                .forEach(page -> entities.all(page).forEach(entity -> read.put(entity.guid(), entity)));
        return IntStream.range(0, guids.size())
                .mapToObj(i -> {
                    TableRef ref = created.get(i).ref();
                    return Optional.ofNullable(read.get(guids.get(i)))
                            .map(entity -> tables.version(ref, entity))
                            .orElseThrow(() -> lost(ref));
                })
                .toList();
    }
}
