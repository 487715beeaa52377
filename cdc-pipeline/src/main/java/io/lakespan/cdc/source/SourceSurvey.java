package io.lakespan.cdc.source;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.List;

/**
 * What a server has to offer to somebody who writes a definition.
 *
 * @param tables sorted by database and name, at least one
 */
public record SourceSurvey(ZoneId timeZone, List<Surveyed> tables) {
    public SourceSurvey {
        requireNonNull(timeZone, "timeZone");
        tables = List.copyOf(tables);
    }

    /**
     * One table.
     *
     * @param estimatedRows MySQL's own guess, which may be far off
     * @param findings why it cannot be carried, one line each; none when it can
     */
    public record Surveyed(String database, String name, long estimatedRows, List<String> findings) {
        public Surveyed {
            requireNonNull(database, "database");
            requireNonNull(name, "name");
            findings = List.copyOf(findings);
        }

        public boolean carried() {
            return findings.isEmpty();
        }

        /** {@code database.table}. */
        public String label() {
            return database + "." + name;
        }
    }

    /** Those that can be carried. */
    public List<Surveyed> carried() {
        return tables.stream().filter(Surveyed::carried).toList();
    }

    /** Those that cannot. */
    public List<Surveyed> leftOut() {
        return tables.stream().filter(table -> !table.carried()).toList();
    }
}
