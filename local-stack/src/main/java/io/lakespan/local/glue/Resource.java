package io.lakespan.local.glue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A thing that carries tags, by its kind and the id of its row: {@code database:1}. */
record Resource(String key) {
    private static final int MOST_TAGS = 50;
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:glue:[a-z0-9-]*:(?<account>[0-9]{12}):(?<path>.+)");

    static Resource database(long id) {
        return new Resource("database:" + id);
    }

    /** What an ARN names, if it is there. */
    static Resource require(String arn, Session session) {
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw GlueError.invalid(
                    "'" + arn + "' is not an ARN of Glue: write"
                            + " arn:aws:glue:region:account:table/database/name or one of a database, a function or the catalog");
        }
        Account.requireOwn(java.util.Optional.of(matcher.group("account")));
        return named(arn, List.of(matcher.group("path").split("/", -1)), session);
    }

    void tag(Session session, Request tags) {
        tags.fields().fieldNames().forEachRemaining(tag -> session.tags().put(key, tag, tags.requiredText(tag)));
        if (session.tags().of(key).size() > MOST_TAGS) {
            throw GlueError.invalid("A resource has at most " + MOST_TAGS + " tags");
        }
    }

    private static Resource named(String arn, List<String> path, Session session) {
        if (path.equals(List.of("catalog"))) {
            return new Resource("catalog:");
        }
        List<String> names = path.stream()
                .skip(1)
                .map(name -> Names.folded("resourceArn", name))
                .toList();
        return switch (path.get(0) + "/" + names.size()) {
            case "database/1" ->
                database(session.databases().require(names.get(0)).id());
            case "table/2" ->
                new Resource("table:"
                        + session.tables().require(names.get(0), names.get(1)).id());
            case "userDefinedFunction/2" ->
                new Resource("function:"
                        + session.functions()
                                .require(names.get(0), names.get(1))
                                .id());
            default -> throw GlueError.invalid("'" + arn + "' names nothing that carries tags here");
        };
    }
}
