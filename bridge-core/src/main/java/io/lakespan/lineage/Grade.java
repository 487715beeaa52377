package io.lakespan.lineage;

/** How sure an edge is: seen in a running job, said by a definition or plan, or guessed. */
public enum Grade {
    OBSERVED,
    DECLARED,
    INFERRED
}
