package io.lakespan.cdc.sink;

import io.lakespan.cdc.source.BinlogPosition;
import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.cdc.source.ValueKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Writes a shape wholly; read again, equal shapes are one object. */
final class ShapeSerializer {
    private static final int MOST_KNOWN = 1_000;

    private final Map<Key, TableShape> known = new HashMap<>();

    private record Key(SourceTable table, BinlogPosition since) {}

    void write(TableShape shape, DataOutputView out) throws IOException {
        SourceTable table = shape.table();
        text(table.database(), out);
        text(table.name(), out);
        text(table.comment(), out);
        out.writeInt(table.columns().size());
        for (SourceColumn column : table.columns()) {
            write(column, out);
        }
        out.writeInt(table.key().size());
        for (String column : table.key()) {
            text(column, out);
        }
        text(shape.since().toString(), out);
    }

    private static void write(SourceColumn column, DataOutputView out) throws IOException {
        text(column.name(), out);
        text(column.declaration(), out);
        text(column.kind().name(), out);
        text(column.type().kind().name(), out);
        out.writeInt(column.type().precision());
        out.writeInt(column.type().scale());
        out.writeInt(column.fraction());
        out.writeBoolean(column.nullable());
        text(column.comment(), out);
    }

    TableShape read(DataInputView in) throws IOException {
        String database = text(in);
        String name = text(in);
        Optional<String> comment = optional(in);
        List<SourceColumn> columns = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            columns.add(column(in));
        }
        List<String> key = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            key.add(text(in));
        }
        return one(new Key(new SourceTable(database, name, comment, columns, key, 0), BinlogPosition.parse(text(in))));
    }

    private static SourceColumn column(DataInputView in) throws IOException {
        String name = text(in);
        String declaration = text(in);
        ValueKind kind = ValueKind.valueOf(text(in));
        LakeType type = new LakeType(LakeType.Kind.valueOf(text(in)), in.readInt(), in.readInt());
        return new SourceColumn(name, declaration, kind, type, in.readInt(), in.readBoolean(), optional(in));
    }

    private TableShape one(Key key) {
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(key, missing -> new TableShape(missing.table(), missing.since()));
    }

    private static void text(String text, DataOutputView out) throws IOException {
        StringValue.writeString(text, out);
    }

    private static void text(Optional<String> text, DataOutputView out) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            text(text.get(), out);
        }
    }

    private static String text(DataInputView in) throws IOException {
        return StringValue.readString(in);
    }

    private static Optional<String> optional(DataInputView in) throws IOException {
        return in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
    }
}
