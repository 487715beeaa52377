package io.lakespan.atlas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What to ask the search index for, to hear of all edits since tables were read.
 *
 * <p>The newest edit that was read is no border: the index shows a long request late, and while many tables are written
 * somebody may edit one that was written before. So the questions reach back over {@link #WINDOW}. What a request wrote
 * together has one time, which is left out: otherwise every question after an import would be answered with the import
 * itself, at 0.2 s for 1,000 columns.
 */
final class RecentEdits {
    /** How far behind the newest edit that was read an unread one may lie. */
    static final Duration WINDOW = Duration.ofHours(1);

    /** Times left out of one question: Solr takes 1,024 clauses. */
    private static final int LEFT_OUT = 200;

    private final long since;
    private final List<Long> leftOut;
    private final int atOnce;

    private RecentEdits(long since, List<Long> leftOut, int atOnce) {
        this.since = since;
        this.leftOut = leftOut;
        this.atOnce = atOnce;
    }

    static RecentEdits after(Collection<TableVersion> read) {
        return after(read, LEFT_OUT);
    }

    /**
     * What changed after this was read.
     *
     * @param atOnce how many times one question leaves out
     */
    static RecentEdits after(Collection<TableVersion> read, int atOnce) {
        long newest = read.stream().mapToLong(TableVersion::newest).max().orElse(0);
        long since = newest - WINDOW.toMillis();
        TreeSet<Long> together = new TreeSet<>();
        read.stream()
                .filter(RecentEdits::writtenTogether)
                .map(TableVersion::updatedAt)
                .filter(millis -> millis >= since)
                .forEach(together::add);
        return new RecentEdits(since, List.copyOf(together), atOnce);
    }

    /** Nobody edits a table and its columns within a millisecond by hand. */
    private static boolean writtenTogether(TableVersion version) {
        return version.updatedAt() == version.partsAt();
    }

    /** The question, cut along the time where too much would be left out for one. */
    List<IndexQuery> queries(Supplier<IndexQuery> question) {
        List<IndexQuery> queries = new ArrayList<>();
        long from = since;
        for (int first = 0; first < leftOut.size() - atOnce; first += atOnce) {
            long to = leftOut.get(first + atOnce);
            queries.add(question.get()
                    .modifiedSince(from)
                    .modifiedBefore(to)
                    .notModifiedAt(leftOut.subList(first, first + atOnce)));
            from = to;
        }
        int last = queries.size() * atOnce;
        queries.add(question.get().modifiedSince(from).notModifiedAt(leftOut.subList(last, leftOut.size())));
        return queries;
    }
}
