package io.lakespan.formats.iceberg;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HiveTypesTest {
    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of(Types.BooleanType.get(), "boolean"),
                Arguments.of(Types.IntegerType.get(), "int"),
                Arguments.of(Types.LongType.get(), "bigint"),
                Arguments.of(Types.FloatType.get(), "float"),
                Arguments.of(Types.DoubleType.get(), "double"),
                Arguments.of(Types.DateType.get(), "date"),
                Arguments.of(Types.TimeType.get(), "string"),
                Arguments.of(Types.TimestampType.withoutZone(), "timestamp"),
                Arguments.of(Types.TimestampType.withZone(), "timestamp with local time zone"),
                Arguments.of(Types.TimestampNanoType.withoutZone(), "timestamp"),
                Arguments.of(Types.TimestampNanoType.withZone(), "timestamp with local time zone"),
                Arguments.of(Types.StringType.get(), "string"),
                Arguments.of(Types.UUIDType.get(), "string"),
                Arguments.of(Types.FixedType.ofLength(16), "binary"),
                Arguments.of(Types.BinaryType.get(), "binary"),
                Arguments.of(Types.DecimalType.of(20, 0), "decimal(20,0)"),
                Arguments.of(Types.DecimalType.of(38, 10), "decimal(38,10)"),
                Arguments.of(Types.GeometryType.crs84(), "geometry"),
                Arguments.of(Types.GeographyType.crs84(), "geography"),
                Arguments.of(Types.VariantType.get(), "variant"),
                Arguments.of(Types.UnknownType.get(), "void"),
                Arguments.of(Types.ListType.ofOptional(1, Types.LongType.get()), "array<bigint>"),
                Arguments.of(
                        Types.MapType.ofOptional(1, 2, Types.StringType.get(), Types.DecimalType.of(9, 2)),
                        "map<string,decimal(9,2)>"),
                Arguments.of(
                        Types.StructType.of(
                                required(1, "id", Types.IntegerType.get()),
                                optional(2, "at", Types.TimestampType.withZone())),
                        "struct<id:int,at:timestamp with local time zone>"),
                Arguments.of(
                        Types.ListType.ofRequired(
                                1,
                                Types.MapType.ofOptional(
                                        2,
                                        3,
                                        Types.StringType.get(),
                                        Types.StructType.of(optional(
                                                4, "tags", Types.ListType.ofOptional(5, Types.StringType.get()))))),
                        "array<map<string,struct<tags:array<string>>>>"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void eachTypeHasItsHiveName(Type type, String notation) {
        assertThat(HiveTypes.of(type)).isEqualTo(notation);
    }

    @Test
    void noTypeOfIcebergIsForgotten() {
        Set<Type.TypeID> covered = types().map(arguments -> (Type) arguments.get()[0])
                .map(Type::typeId)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Type.TypeID.class)));

        assertThat(covered).containsAll(Arrays.asList(Type.TypeID.values()));
    }
}
