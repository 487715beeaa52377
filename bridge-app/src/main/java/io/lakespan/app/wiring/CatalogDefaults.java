package io.lakespan.app.wiring;

import io.lakespan.app.config.Profile;
import io.lakespan.cdc.definition.CatalogType;
import java.net.URI;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a profile says of the Iceberg catalog of a job, in Iceberg's own words. */
final class CatalogDefaults {
    private CatalogDefaults() {}

    static SortedMap<String, String> of(Profile profile, CatalogType type) {
        SortedMap<String, String> defaults = new TreeMap<>();
        defaults.put("warehouse", profile.warehouse());
        defaults.put("client.region", profile.aws().region());
        profile.s3().endpoint().ifPresent(uri -> defaults.put("s3.endpoint", uri.toString()));
        if (profile.s3().pathStyleAccess()) {
            defaults.put("s3.path-style-access", "true");
        }
        switch (type) {
            case GLUE -> glue(profile.glue(), defaults);
            case HIVE -> profile.hms().ifPresent(hms -> defaults.put("uri", uris(hms)));
        }
        return defaults;
    }

    private static void glue(Profile.Glue glue, SortedMap<String, String> defaults) {
        glue.endpoint().ifPresent(uri -> defaults.put("glue.endpoint", uri.toString()));
        glue.catalogId().ifPresent(id -> defaults.put("glue.id", id));
    }

    private static String uris(Profile.Hms hms) {
        return hms.uris().stream().map(URI::toString).collect(Collectors.joining(","));
    }
}
