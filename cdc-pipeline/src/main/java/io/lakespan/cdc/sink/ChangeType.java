package io.lakespan.cdc.sink;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's description of a {@link Change}. */
public final class ChangeType extends TypeInformation<Change> {
    public static final ChangeType INSTANCE = new ChangeType();

    private static final long serialVersionUID = 1L;

    private ChangeType() {}

    @Override
    public TypeSerializer<Change> createSerializer(SerializerConfig config) {
        return new ChangeSerializer();
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
        return other instanceof ChangeType;
    }

    @Override
    public int hashCode() {
        return ChangeType.class.hashCode();
    }

    @Override
    public String toString() {
        return "Change";
    }
}
