package io.lakespan.cdc.rules;

/** What is wrong with an expression, and where in its text. It ends in a finding and leaves this package in none. */
final class SqlFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    SqlFault(Position at, String message, Throwable cause) {
        super(message, cause);
        this.line = at.line();
        this.column = at.column();
    }

    SqlFault(Position at, String message) {
        this(at, message, null);
    }

    /**
     * A place in a text.
     *
     * @param line from 1; 0 where it is not known
     * @param column from 1
     */
    record Position(int line, int column) {
        static final Position UNKNOWN = new Position(0, 0);
    }

    Position at() {
        return new Position(line, column);
    }
}
