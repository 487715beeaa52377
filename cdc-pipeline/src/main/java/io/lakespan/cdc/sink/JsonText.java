package io.lakespan.cdc.sink;

/**
 * Spaces JSON as MySQL prints it.
 *
 * <p>A query gets {@code {"a": 1}} from the server, a reader of the binlog makes {@code {"a":1}} of its bytes; the lake
 * shall have one text for both.
 */
final class JsonText {
    private JsonText() {}

    static String spaced(String json) {
        StringBuilder text = new StringBuilder(json.length() + 16);
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted && c == '\\') {
                text.append(c).append(json.charAt(++i));
                continue;
            }
            quoted ^= c == '"';
            if (quoted || !Character.isWhitespace(c)) {
                text.append(c);
                text.append(!quoted && (c == ',' || c == ':') ? " " : "");
            }
        }
        return text.toString();
    }
}
