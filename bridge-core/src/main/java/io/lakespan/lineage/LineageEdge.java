package io.lakespan.lineage;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One output of a job and the inputs it comes from. */
public record LineageEdge(List<Dataset> inputs, Dataset output, Grade grade) {
    public LineageEdge {
        inputs = List.copyOf(inputs);
        requireNonNull(output, "output");
        requireNonNull(grade, "grade");
    }
}
