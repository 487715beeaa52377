package io.lakespan.cdc.sink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.iceberg.Schema;
import org.apache.iceberg.flink.FlinkSchemaUtil;

/** Tells Flink how changes travel. */
public final class ChangeType extends TypeInformation<Change> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Schema> schemas;

    private ChangeType(List<Schema> schemas) {
        this.schemas = new ArrayList<>(schemas);
    }

    public static ChangeType of(List<TargetTable> tables) {
        return new ChangeType(tables.stream().map(TargetTable::schema).toList());
    }

    @Override
    public TypeSerializer<Change> createSerializer(SerializerConfig config) {
        return ChangeSerializer.of(
                schemas.stream().map(FlinkSchemaUtil::convert).toList());
    }

    @Override
    @Deprecated
    public TypeSerializer<Change> createSerializer(org.apache.flink.api.common.ExecutionConfig config) {
        return createSerializer(config.getSerializerConfig());
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Change> getTypeClass() {
        return Change.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ChangeType;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChangeType type && type.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return "Change of " + schemas.size() + " tables";
    }
}
