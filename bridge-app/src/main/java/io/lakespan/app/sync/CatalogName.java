package io.lakespan.app.sync;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.Locale;

/** The catalogs a sync can be told of. */
public enum CatalogName {
    GLUE,
    HMS,
    ATLAS;

    /**
     * Reads a name as people type it.
     *
     * @throws BridgeException {@code INVALID_INPUT} for any other
     */
    public static CatalogName parse(String text) {
        for (CatalogName name : values()) {
            if (name.text().equals(text.toLowerCase(Locale.ROOT))) {
                return name;
            }
        }
        throw new BridgeException(ErrorCode.INVALID_INPUT, "'" + text + "' is no catalog; use glue, hms or atlas");
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
