package io.lakespan.cdc.rules;

import static java.util.Objects.requireNonNull;

import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexNode;

/** A table of the source as a transform shows it to the lake. */
public final class TransformedTable {
    private final SourceTable source;
    private final SourceTable shown;
    private final List<Output> outputs;
    private final Optional<RexNode> filter;
    private final boolean star;

    TransformedTable(SourceTable source, SourceTable shown, Rows rows) {
        this.source = requireNonNull(source, "source");
        this.shown = requireNonNull(shown, "shown");
        this.outputs = rows.outputs();
        this.filter = rows.filter();
        this.star = rows.star();
    }

    /**
     * How rows are transformed.
     *
     * @param star whether every column that is not named is carried too
     */
    record Rows(List<Output> outputs, Optional<RexNode> filter, boolean star) {
        Rows {
            outputs = List.copyOf(outputs);
            requireNonNull(filter, "filter");
        }
    }

    /** As it is. */
    public SourceTable source() {
        return source;
    }

    /** As the lake gets it, with its own columns and key. */
    public SourceTable shown() {
        return shown;
    }

    /** For each column that the lake gets, the position of the source's column that it is, or -1 for a computed one. */
    public List<Integer> forwarded() {
        return outputs.stream().map(output -> output.forwarded().orElse(-1)).toList();
    }

    /** The positions of the source's columns that expressions read, in order. */
    public List<Integer> read() {
        SortedSet<Integer> read = new TreeSet<>();
        Stream.concat(computed().stream(), filter.stream())
                .forEach(expression -> RelOptUtil.InputFinder.bits(expression).forEach(read::add));
        return List.copyOf(read);
    }

    public boolean hasFilter() {
        return filter.isPresent();
    }

    /** Whether rows are told apart as in the source. */
    public boolean keepsKey() {
        Set<String> key = shown.key().stream()
                .map(name -> outputs.get(shown.columns().indexOf(shown.column(name))))
                .map(output ->
                        output.forwarded().isPresent() ? name(output.forwarded().getAsInt()) : "")
                .collect(Collectors.toSet());
        return key.equals(Set.copyOf(source.key()));
    }

    /** Whether every column that is not named is carried too. */
    public boolean hasStar() {
        return star;
    }

    /** Whether a column of the source is carried as it is under its own name. */
    public boolean keepsName(String column) {
        return namesOf(column).stream().anyMatch(column::equalsIgnoreCase);
    }

    /** The names under which a column of the source is carried as it is. */
    public List<String> namesOf(String column) {
        return outputs.stream()
                .filter(output -> output.forwarded().isPresent())
                .filter(output -> name(output.forwarded().getAsInt()).equalsIgnoreCase(column))
                .map(output -> output.column().name())
                .toList();
    }

    private String name(int position) {
        return source.columns().get(position).name();
    }

    /** Whether a column of that name is computed. */
    public boolean hasComputed(String column) {
        return computedColumns().stream().anyMatch(computed -> computed.name().equalsIgnoreCase(column));
    }

    /** Whether an expression reads a column of the source. */
    public boolean reads(String column) {
        return read().stream().anyMatch(position -> name(position).equalsIgnoreCase(column));
    }

    List<RexNode> computed() {
        return outputs.stream()
                .filter(output -> output.forwarded().isEmpty())
                .map(Output::expression)
                .toList();
    }

    List<SourceColumn> computedColumns() {
        return outputs.stream()
                .filter(output -> output.forwarded().isEmpty())
                .map(Output::column)
                .toList();
    }

    Optional<RexNode> filter() {
        return filter;
    }

    /**
     * Compiles what is computed.
     *
     * @param salt of hashes, where there is one
     */
    public RowProgram program(Optional<String> salt) {
        return RowProgram.compile(this, salt);
    }
}
