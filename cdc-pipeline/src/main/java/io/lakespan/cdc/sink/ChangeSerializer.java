package io.lakespan.cdc.sink;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.types.StringValue;
import org.apache.iceberg.flink.FlinkSchemaUtil;

/**
 * Writes a change with all that it needs to be read elsewhere. Changes are never kept in a state, and where operators are
 * chained, as they are unless somebody forbids it, none is written at all.
 */
final class ChangeSerializer extends TypeSerializer<Change> {
    private static final long serialVersionUID = 1L;

    private transient ShapeSerializer shapes;
    private transient Map<TableShape, RowDataSerializer> rows;

    @Override
    public void serialize(Change change, DataOutputView target) throws IOException {
        target.writeBoolean(change instanceof Change.Row);
        if (change instanceof Change.Row row) {
            shapes().write(row.shape(), target);
            rows(row.shape()).serialize(row.row(), target);
            target.writeBoolean(row.before().isPresent());
            if (row.before().isPresent()) {
                rows(row.shape()).serialize(row.before().get(), target);
            }
        } else if (change instanceof Change.Statement statement) {
            StringValue.writeString(statement.history(), target);
        }
    }

    @Override
    public Change deserialize(DataInputView source) throws IOException {
        if (!source.readBoolean()) {
            return new Change.Statement(StringValue.readString(source));
        }
        TableShape shape = shapes().read(source);
        RowDataSerializer rows = rows(shape);
        RowData row = rows.deserialize(source);
        return new Change.Row(
                shape, row, source.readBoolean() ? Optional.of(rows.deserialize(source)) : Optional.empty());
    }

    private ShapeSerializer shapes() {
        if (shapes == null) {
            shapes = new ShapeSerializer();
        }
        return shapes;
    }

    private RowDataSerializer rows(TableShape shape) {
        if (rows == null) {
            rows = new WeakHashMap<>();
        }
        return rows.computeIfAbsent(
                shape, missing -> new RowDataSerializer(FlinkSchemaUtil.convert(IcebergSchemas.of(missing.table()))));
    }

    @Override
    public Change deserialize(Change reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public Change copy(Change from) {
        if (from instanceof Change.Row row) {
            RowDataSerializer rows = rows(row.shape());
            return new Change.Row(
                    row.shape(), rows.copy(row.row()), row.before().map(rows::copy));
        }
        return from;
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
        return new ChangeSerializer();
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
        return other instanceof ChangeSerializer;
    }

    @Override
    public int hashCode() {
        return ChangeSerializer.class.hashCode();
    }

    /** Nothing is restored with it. */
    public static final class Unkept extends SimpleTypeSerializerSnapshot<Change> {
        public Unkept() {
            super(ChangeSerializer::new);
        }
    }
}
