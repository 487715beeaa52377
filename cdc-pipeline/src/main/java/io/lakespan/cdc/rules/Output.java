package io.lakespan.cdc.rules;

import io.lakespan.cdc.source.SourceColumn;
import java.util.OptionalInt;
import org.apache.calcite.rex.RexNode;

/**
 * A column of a transformed table.
 *
 * @param column as the lake gets it
 * @param expression over the source's columns
 * @param forwarded the position of the source's column whose values it has as they are
 */
record Output(SourceColumn column, RexNode expression, OptionalInt forwarded) {}
