package io.lakespan.cdc.definition;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;

/** What is wrong with a file and what should be mended in it, each with its place. */
final class Problems {
    private final String file;
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void error(Mark mark, String message) {
        errors.add(problem(mark, message));
    }

    void warn(Mark mark, String message) {
        warnings.add(problem(mark, message));
    }

    List<String> warnings() {
        return lines(warnings);
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, String.join("\n", lines(errors)));
        }
    }

    String file() {
        return file;
    }

    String place(Mark mark) {
        return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    private static Problem problem(Mark mark, String message) {
        return new Problem(mark.getLine(), mark.getColumn(), mark, message);
    }

    private List<String> lines(List<Problem> problems) {
        return problems.stream()
                .sorted()
                .map(problem -> place(problem.mark()) + ": " + problem.message())
                .distinct()
                .toList();
    }

    private record Problem(int line, int column, Mark mark, String message) implements Comparable<Problem> {
        @Override
        public int compareTo(Problem other) {
            return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
        }
    }
}
