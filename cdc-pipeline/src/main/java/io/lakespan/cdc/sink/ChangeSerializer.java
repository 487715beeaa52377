package io.lakespan.cdc.sink;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/** Writes a change as its table's number and its row; changes are never kept in a state. */
final class ChangeSerializer extends TypeSerializer<Change> {
    private static final long serialVersionUID = 1L;

    private final RowDataSerializer[] rows;

    private ChangeSerializer(RowDataSerializer[] rows) {
        this.rows = rows;
    }

    static ChangeSerializer of(List<RowType> types) {
        return new ChangeSerializer(types.stream().map(RowDataSerializer::new).toArray(RowDataSerializer[]::new));
    }

    @Override
    public void serialize(Change change, DataOutputView target) throws IOException {
        target.writeInt(change.table());
        rows[change.table()].serialize(change.row(), target);
    }

    @Override
    public Change deserialize(DataInputView source) throws IOException {
        int table = source.readInt();
        return new Change(table, rows[table].deserialize(source));
    }

    @Override
    public Change deserialize(Change reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public Change copy(Change from) {
        return new Change(from.table(), rows[from.table()].copy(from.row()));
    }

    @Override
    public Change copy(Change from, Change reuse) {
        return copy(from);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializer<Change> duplicate() {
        return new ChangeSerializer(Arrays.stream(rows)
                .map(row -> (RowDataSerializer) row.duplicate())
                .toArray(RowDataSerializer[]::new));
    }

    @Override
    public Change createInstance() {
        throw new UnsupportedOperationException("a change has no empty form");
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<Change> snapshotConfiguration() {
        return new Unkept();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChangeSerializer serializer && Arrays.equals(rows, serializer.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    /** Nothing is restored with it. */
    public static final class Unkept extends SimpleTypeSerializerSnapshot<Change> {
        public Unkept() {
            super(() -> new ChangeSerializer(new RowDataSerializer[0]));
        }
    }
}
