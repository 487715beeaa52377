package io.lakespan.atlas;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Expected;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.spi.Creation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Creates many tables of one database, several in a request; the caller holds the database's lock. */
final class TableCreations {
    // Atlas looks up what a request creates among all else it creates: 25 tables of 20 columns in one request take
    // three
    // times as long as the same tables in seven.
    private static final int ENTITIES = 100;

    private final AtlasTables tables;
    private final TableWriter writer;

    TableCreations(AtlasTables tables, TableWriter writer) {
        this.tables = tables;
        this.writer = writer;
    }

    List<Creation> create(List<Table> some, String databaseGuid) {
        Map<TableRef, Creation> done = new HashMap<>();
        List<Table> absent = new ArrayList<>();
        for (Table table : some) {
            if (tables.free(table.ref())) {
                absent.add(table);
            } else {
                done.put(table.ref(), alone(table, databaseGuid));
            }
        }
        for (List<Table> request : requests(absent)) {
            together(request, databaseGuid).forEach(creation -> done.put(creation.ref(), creation));
        }
        return some.stream().map(table -> done.get(table.ref())).toList();
    }

    private static List<List<Table>> requests(List<Table> tables) {
        List<List<Table>> requests = new ArrayList<>();
        int room = 0;
        for (Table table : tables) {
            int entities = 2 + table.schema().columns().size();
            if (entities > room) {
                requests.add(new ArrayList<>());
                room = ENTITIES;
            }
            requests.get(requests.size() - 1).add(table);
            room -= entities;
        }
        return requests;
    }

    /** One table that Atlas refuses must not keep the others out. */
    private List<Creation> together(List<Table> some, String databaseGuid) {
        try {
            List<Version> versions = writer.create(some, databaseGuid);
            return IntStream.range(0, some.size())
                    .<Creation>mapToObj(i -> new Creation.Done(some.get(i).ref(), versions.get(i)))
                    .toList();
        } catch (BridgeException e) {
            return e.code() == ErrorCode.OUTCOME_UNKNOWN
                    ? some.stream()
                            .<Creation>map(table -> new Creation.Refused(table.ref(), e))
                            .toList()
                    : some.stream().map(table -> alone(table, databaseGuid)).toList();
        }
    }

    private Creation alone(Table table, String databaseGuid) {
        try {
            return new Creation.Done(table.ref(), writer.put(table, Expected.absent(), databaseGuid));
        } catch (BridgeException e) {
            return new Creation.Refused(table.ref(), e);
        }
    }
}
