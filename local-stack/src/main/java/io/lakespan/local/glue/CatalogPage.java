package io.lakespan.local.glue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is in the catalog, for people with a browser: databases, their tables and the tables' columns. Read only. */
final class CatalogPage implements HttpHandler {
    private static final int TABLES = 50;
    private static final Map<Character, String> ENTITIES =
            Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");
    private static final Pattern PARAMETER = Pattern.compile("(?<name>[a-z]+)=(?<value>[^&]*)");
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Glue Data Catalog</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
            table { border-collapse: collapse; margin: .5rem 0 1rem; }
            td, th { border-bottom: 1px solid #8884; padding: .2rem 1rem .2rem 0; text-align: left; vertical-align: top; }
            summary { cursor: pointer; } small { color: #777; } code { overflow-wrap: anywhere; }
            :root { color-scheme: light dark; }
            </style></head><body><h1>Glue Data Catalog</h1>
            """;

    private final Store store;

    CatalogPage(Store store) {
        this.store = store;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            send(exchange, 405, "POST speaks Glue, GET shows the catalog");
        } else if (!exchange.getRequestURI().getPath().equals("/")) {
            send(exchange, 404, "the catalog is at /");
        } else {
            send(exchange, 200, HEAD + content(exchange) + "</body></html>\n");
        }
    }

    private String content(HttpExchange exchange) {
        Optional<String> database = parameter(exchange, "database");
        String after = parameter(exchange, "after").orElse("");
        return store.read(session ->
                database.map(name -> ofDatabase(session, name, after)).orElseGet(() -> ofAll(session, after)));
    }

    private static String ofAll(Session session, String after) {
        Page<Row> page = Page.of(session.databases().after(after, TABLES + 1).stream(), TABLES, Row::name);
        if (page.items().isEmpty()) {
            return "<p>No databases yet.</p>\n";
        }
        return page.items().stream()
                        .map(row -> section(session, row.name(), ""))
                        .collect(Collectors.joining())
                + page.next()
                        .map(next -> more("?after=" + encoded(last(page.items()).name())))
                        .orElse("");
    }

    private static String ofDatabase(Session session, String name, String after) {
        return "<p><a href=\"/\">All databases</a></p>\n"
                + session.databases()
                        .find(name)
                        .map(row -> section(session, row.name(), after))
                        .orElseGet(() -> "<p>No database " + escaped(name) + ".</p>\n");
    }

    private static String section(Session session, String database, String after) {
        Page<TableRow> page = Page.of(session.tables().after(database, after), TABLES, TableRow::name);
        String tables = page.items().stream().map(CatalogPage::table).collect(Collectors.joining());
        String more = page.next()
                .map(next -> more("?database=" + encoded(database) + "&amp;after="
                        + encoded(last(page.items()).name())))
                .orElse("");
        return "<h2>" + escaped(database) + "</h2>\n" + (tables.isEmpty() ? "<p>No tables.</p>\n" : tables) + more;
    }

    private static String table(TableRow table) {
        JsonNode document = table.document();
        String rows = table.columns().stream().map(CatalogPage::column).collect(Collectors.joining())
                + table.partitionKeys().stream().map(CatalogPage::column).collect(Collectors.joining());
        return "<details><summary><b>" + escaped(table.name()) + "</b> <small>" + escaped(format(document))
                + ", version " + table.versionId() + "</small> "
                + escaped(document.path("Description").asText())
                + "</summary>\n<code>"
                + escaped(document.path("StorageDescriptor").path("Location").asText())
                + "</code>\n<table><tr><th>Column<th>Type<th>Comment</tr>\n" + rows + "</table></details>\n";
    }

    private static String column(JsonNode column) {
        return "<tr><td>" + escaped(column.path("Name").asText()) + "<td><code>"
                + escaped(column.path("Type").asText()) + "</code><td>"
                + escaped(column.path("Comment").asText()) + "</tr>\n";
    }

    private static String format(JsonNode table) {
        String declared = table.path("Parameters").path("table_type").asText();
        return declared.isEmpty() ? table.path("TableType").asText("table") : declared;
    }

    private static String more(String query) {
        return "<p><a href=\"/" + query + "\">More</a></p>\n";
    }

    private static <T> T last(List<T> items) {
        return items.get(items.size() - 1);
    }

    private static Optional<String> parameter(HttpExchange exchange, String name) {
        Matcher matcher = PARAMETER.matcher(
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        return matcher.results()
                .filter(pair -> pair.group(1).equals(name))
                .map(pair -> URLDecoder.decode(pair.group(2), UTF_8))
                .findFirst();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> ENTITIES.getOrDefault((char) c, Character.toString((char) c)))
                .collect(Collectors.joining());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", status == 200 ? "text/html; charset=utf-8" : "text/plain");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
