package io.lakespan.cdc.rules;

import io.lakespan.cdc.definition.SqlText;
import io.lakespan.cdc.definition.TransformRule;
import io.lakespan.cdc.rules.SqlFault.Position;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.config.Lex;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** Reads SQL in MySQL's spelling: names in backticks, letter case aside. */
final class SqlParsing {
    private static final SqlParser.Config CONFIG = SqlParser.config()
            .withLex(Lex.MYSQL)
            .withConformance(SqlConformanceEnum.MYSQL_5)
            .withIdentifierMaxLength(128);
    // A line of its own: the places in the text keep their columns.
    private static final String SELECT = "SELECT\n";
    private static final String TABLE = "t";
    // In YAML a star alone would begin an alias, so that Flink CDC writes one with a backslash.
    private static final Pattern STAR = Pattern.compile("'(?:[^']|'')*'|\\\\\\*");
    // What Calcite's parser adds: all the tokens that could stand there.
    private static final Pattern EXPECTED = Pattern.compile("(?s)\\R.*|\\bat line \\d+, column \\d+");

    private SqlParsing() {}

    /**
     * The items of a projection, which think that they stand a line lower than they do.
     *
     * @throws SqlFault when it is none
     */
    static List<SqlNode> projection(String text) {
        try {
            SqlNode query = SqlParser.create(SELECT + starred(text) + "\nFROM " + TABLE, CONFIG)
                    .parseQuery();
            if (query instanceof SqlSelect select && plain(select)) {
                return List.copyOf(select.getSelectList());
            }
            throw new SqlFault(Position.UNKNOWN, "this is no list of columns");
        } catch (SqlParseException e) {
            throw fault(e);
        }
    }

    private static boolean plain(SqlSelect select) {
        return select.getFrom() instanceof SqlIdentifier from
                && from.toString().equals(TABLE)
                && select.getWhere() == null
                && select.getGroup() == null
                && select.getHaving() == null
                && !select.isDistinct()
                && select.getWindowList().isEmpty();
    }

    /**
     * A condition.
     *
     * @throws SqlFault when it is none
     */
    static SqlNode condition(String text) {
        try {
            return SqlParser.create(text, CONFIG).parseExpression();
        } catch (SqlParseException e) {
            throw fault(e);
        }
    }

    /** Notes what is no SQL, whatever columns there are. */
    static void check(TransformRule rule, List<String> findings) {
        rule.projection().ifPresent(text -> {
            try {
                projection(text.text());
            } catch (SqlFault e) {
                findings.add(place(text, up(e.at())) + ": projection: " + e.getMessage());
            }
        });
        rule.filter().ifPresent(text -> {
            try {
                condition(text.text());
            } catch (SqlFault e) {
                findings.add(place(text, e.at()) + ": filter: " + e.getMessage());
            }
        });
    }

    /** A place in what {@link #projection} has read, in its own text. */
    static Position up(Position at) {
        return new Position(at.line() - 1, at.column());
    }

    static String place(SqlText text, Position at) {
        return text.place(at.line() == 1 ? at.column() - 1 : -1);
    }

    private static String starred(String text) {
        return STAR.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group().startsWith("'") ? match.group() : " *"));
    }

    private static SqlFault fault(SqlParseException e) {
        String what =
                EXPECTED.matcher(String.valueOf(e.getMessage())).replaceAll("").strip();
        SqlParserPos at = e.getPos() == null ? SqlParserPos.ZERO : e.getPos();
        return new SqlFault(
                position(at), "this is no SQL: " + what + "; put backticks around a name that is a word of SQL", e);
    }

    static Position position(SqlNode node) {
        return position(node.getParserPosition());
    }

    static Position position(SqlParserPos at) {
        return new Position(at.getLineNum(), at.getColumnNum());
    }

    static Position position(CalciteContextException e) {
        return new Position(e.getPosLine(), e.getPosColumn());
    }
}
