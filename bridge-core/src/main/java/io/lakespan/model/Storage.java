package io.lakespan.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an engine of the Hive family reads a table's files: Hive's storage descriptor without columns and location.
 *
 * @param serializationLibrary the SerDe's class name
 * @param buckets how many buckets the files are split into; 0 for none
 * @param sortColumns each as {@code name ASC} or {@code name DESC}
 */
public record Storage(
        Optional<String> inputFormat,
        Optional<String> outputFormat,
        Optional<String> serializationLibrary,
        SortedMap<String, String> serializationParameters,
        boolean compressed,
        int buckets,
        List<String> bucketColumns,
        List<String> sortColumns) {
    private static final Storage NONE = new Storage(
            Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>(), false, 0, List.of(), List.of());

    public Storage {
        requireNonNull(inputFormat, "inputFormat");
        requireNonNull(outputFormat, "outputFormat");
        requireNonNull(serializationLibrary, "serializationLibrary");
        serializationParameters = Collections.unmodifiableSortedMap(new TreeMap<>(serializationParameters));
        bucketColumns = List.copyOf(bucketColumns);
        sortColumns = List.copyOf(sortColumns);
    }

    /** Nothing is said about the files. */
    public static Storage none() {
        return NONE;
    }

    /** Files of these formats, read by this SerDe; not bucketed. */
    public static Storage of(String inputFormat, String outputFormat, String serializationLibrary) {
        return new Storage(
                Optional.of(inputFormat),
                Optional.of(outputFormat),
                Optional.of(serializationLibrary),
                new TreeMap<>(),
                false,
                0,
                List.of(),
                List.of());
    }

    public Storage withSerializationParameters(SortedMap<String, String> parameters) {
        return new Storage(
                inputFormat,
                outputFormat,
                serializationLibrary,
                parameters,
                compressed,
                buckets,
                bucketColumns,
                sortColumns);
    }
}
