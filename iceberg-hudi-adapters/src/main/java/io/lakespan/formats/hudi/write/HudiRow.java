package io.lakespan.formats.hudi.write;

import static java.util.Objects.requireNonNull;

import org.apache.avro.generic.GenericRecord;

/**
 * A row as it now is, or one that is gone.
 *
 * @param values of a row that is gone, those of its key and its partition are enough
 */
public record HudiRow(GenericRecord values, boolean gone) {
    public HudiRow {
        requireNonNull(values, "values");
    }
}
