package io.lakespan.app.verify;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** A column of the source. */
record MySqlColumn(String name, MySqlType type) {
    MySqlColumn {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }

    /** The name by which the sides are paired: catalogs fold case. */
    String folded() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The same with its values as MySQL prints them. */
    MySqlColumn verbatim() {
        return new MySqlColumn(name, type.verbatim());
    }

    String selected() {
        return type.expression().apply(MySqlSession.quoted(name));
    }
}
