package io.lakespan.cdc.job;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the job is started with.
 *
 * @param definition the YAML text
 * @param catalogDefaults catalog properties of the profile, over which the definition's win
 */
record JobArguments(String definition, SortedMap<String, String> catalogDefaults) {
    private static final String DEFINITION = "--definition-base64";
    private static final String CATALOG_DEFAULT = "--catalog-default";

    JobArguments {
        catalogDefaults = Collections.unmodifiableSortedMap(new TreeMap<>(catalogDefaults));
    }

    static JobArguments parse(String... arguments) {
        String definition = "";
        SortedMap<String, String> defaults = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case DEFINITION -> definition = decoded(value);
                case CATALOG_DEFAULT -> defaults.put(key(value), value.substring(value.indexOf('=') + 1));
                default -> throw invalid("unknown argument " + arguments[i]);
            }
        }
        if (definition.isEmpty() || arguments.length % 2 != 0) {
            throw invalid(definition.isEmpty() ? "no definition" : "an argument without a value");
        }
        return new JobArguments(definition, defaults);
    }

    private static String key(String property) {
        int end = property.indexOf('=');
        if (end < 1) {
            throw invalid("'" + property + "' is no key=value");
        }
        return property.substring(0, end);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, usage("the definition is no Base64"), e);
        }
    }

    private static BridgeException invalid(String what) {
        return new BridgeException(ErrorCode.INVALID_INPUT, usage(what));
    }

    private static String usage(String what) {
        return "cannot start the job: " + what + "; give " + DEFINITION + " TEXT and any number of " + CATALOG_DEFAULT
                + " key=value";
    }
}
