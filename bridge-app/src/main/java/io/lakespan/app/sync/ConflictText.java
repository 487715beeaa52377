package io.lakespan.app.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.app.text.TextTable;
import io.lakespan.spi.ConflictInbox.Entry;
import io.lakespan.sync.Conflict;
import io.lakespan.sync.Side;
import java.util.List;
import java.util.Locale;

/** Conflicts for people, and as JSON. */
public final class ConflictText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConflictText() {}

    public static String of(List<Entry> entries) {
        if (entries.isEmpty()) {
            return "No conflicts.\n";
        }
        TextTable table = new TextTable("ID", "SUBJECT", "WHAT", "CATALOG", "ATLAS", "SINCE", "DECIDED");
        for (Entry entry : entries) {
            Conflict conflict = entry.conflict();
            table.row(
                    entry.id(),
                    conflict.subject(),
                    what(conflict),
                    value(conflict, Side.LEFT),
                    value(conflict, Side.RIGHT),
                    entry.firstSeen(),
                    decision(entry));
        }
        return table + "\n";
    }

    public static String of(Entry entry) {
        Conflict conflict = entry.conflict();
        return "%s  %s%n%s%n  agreed   %s%n  catalog  %s%n  atlas    %s%n  since    %s%n  decided  %s%n"
                .formatted(
                        entry.id(),
                        conflict.subject(),
                        what(conflict),
                        conflict.base().map(text -> "'" + text + "'").orElse("nothing"),
                        conflict.left(),
                        conflict.right(),
                        entry.firstSeen(),
                        decision(entry));
    }

    public static ObjectNode json(Entry entry) {
        Conflict conflict = entry.conflict();
        ObjectNode node = JSON.createObjectNode()
                .put("id", entry.id())
                .put("subject", conflict.subject())
                .put("facet", conflict.facet().name())
                .put("item", conflict.item().toString())
                .put("agreed", conflict.base().orElse(null))
                .put("catalog", conflict.left().text().orElse(null))
                .put("atlas", conflict.right().text().orElse(null))
                .put("since", entry.firstSeen().toString());
        return node.put("winner", entry.winner().map(ConflictText::side).orElse(null));
    }

    /** The facet and the item as people say it. */
    public static String what(Conflict conflict) {
        String facet = conflict.facet().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return (facet + " " + conflict.item()).strip();
    }

    public static String value(Conflict conflict, Side side) {
        Conflict.Value value = side == Side.LEFT ? conflict.left() : conflict.right();
        return value.text().map(text -> "'" + text + "'").orElse("removed");
    }

    private static String decision(Entry entry) {
        return entry.winner().map(ConflictText::side).orElse("no")
                + entry.decidedBy().map(who -> " by " + who).orElse("");
    }

    private static String side(Side side) {
        return side == Side.LEFT ? "catalog" : "atlas";
    }
}
