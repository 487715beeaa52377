package io.lakespan.atlas;

import io.lakespan.model.Version;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What makes up the version of a table, so that a listing can compare each part with what is cheap to ask for.
 *
 * @param updatedAt when the table entity was changed, in Atlas's milliseconds
 * @param partsAt when the last of its columns and its storage was changed
 * @param annotations a digest of all that people added to the table and its columns
 */
record TableVersion(String guid, long updatedAt, int columns, long partsAt, String annotations) {
    private static final Pattern FORM = Pattern.compile("([^@]+)@(\\d+)/(\\d+)@(\\d+)#([0-9a-f]*)");

    Version version() {
        return Version.of(guid + "@" + updatedAt + "/" + columns + "@" + partsAt + "#" + annotations);
    }

    long newest() {
        return Math.max(updatedAt, partsAt);
    }

    /** The parts; empty for a version of another origin. */
    static Optional<TableVersion> parse(Version version) {
        Matcher matcher = FORM.matcher(version.value());
        return matcher.matches()
                ? Optional.of(new TableVersion(
                        matcher.group(1),
                        Long.parseLong(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        Long.parseLong(matcher.group(4)),
                        matcher.group(5)))
                : Optional.empty();
    }
}
