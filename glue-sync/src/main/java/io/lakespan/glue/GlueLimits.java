package io.lakespan.glue;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.TableRef;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * How much text Glue takes, after the lengths and patterns in its API reference. What is too long is refused before any
 * call, since Glue's own refusal names neither the table nor the item; nothing is cut.
 */
final class GlueLimits {
    private static final int NAME = 255;
    private static final int OWNER = 255;
    private static final int DESCRIPTION = 2048;
    private static final int COMMENT = 255;
    private static final int TYPE = 131_072;
    private static final int LOCATION = 2056;
    private static final int DATABASE_LOCATION = 1024;
    private static final int VIEW_TEXT = 409_600;
    private static final int KEY_BYTES = 255;
    private static final int VALUE_BYTES = 512_000;
    private static final int PARTITION_VALUE = 1024;
    private static final Pattern LINE_BREAK = Pattern.compile("[\\n\\r\\f\\x0B\\x00]");

    private final String thing;

    private GlueLimits(String thing) {
        this.thing = thing;
    }

    static TableInput checked(TableRef ref, TableInput input) {
        GlueLimits limits = new GlueLimits("table " + ref);
        limits.characters("its name", input.name(), NAME);
        limits.characters("its description", input.description(), DESCRIPTION);
        limits.characters("its owner", input.owner(), OWNER);
        limits.singleLine("its owner", input.owner());
        limits.characters("its view text", input.viewOriginalText(), VIEW_TEXT);
        limits.characters("its expanded view text", input.viewExpandedText(), VIEW_TEXT);
        limits.parameters(input.parameters());
        limits.columns(input.partitionKeys().stream());
        limits.storage(input.storageDescriptor());
        return input;
    }

    static DatabaseInput checked(DatabaseInput input) {
        GlueLimits limits = new GlueLimits("database " + input.name());
        limits.characters("its name", input.name(), NAME);
        limits.characters("its description", input.description(), DESCRIPTION);
        limits.characters("its location", input.locationUri(), DATABASE_LOCATION);
        limits.parameters(input.parameters());
        return input;
    }

    static PartitionInput checked(TableRef ref, PartitionInput input) {
        GlueLimits limits = new GlueLimits("partition " + input.values() + " of table " + ref);
        input.values().forEach(value -> limits.characters("its value", value, PARTITION_VALUE));
        limits.parameters(input.parameters());
        limits.storage(input.storageDescriptor());
        return input;
    }

    private void storage(StorageDescriptor storage) {
        if (storage != null) {
            characters("its location", storage.location(), LOCATION);
            columns(storage.columns().stream());
        }
    }

    private void columns(Stream<Column> columns) {
        columns.forEach(column -> {
            characters("the name of column " + column.name(), column.name(), NAME);
            characters("the type of column " + column.name(), column.type(), TYPE);
            characters("the comment of column " + column.name(), column.comment(), COMMENT);
            singleLine("the comment of column " + column.name(), column.comment());
        });
    }

    private void parameters(Map<String, String> parameters) {
        parameters.forEach((key, value) -> {
            bytes("the key of parameter " + key, key, KEY_BYTES);
            singleLine("the key of parameter " + key, key);
            bytes("the value of parameter " + key, value, VALUE_BYTES);
        });
    }

    private void characters(String item, String text, int most) {
        int length = Optional.ofNullable(text).map(String::length).orElse(0);
        if (length > most) {
            throw refused(item + " has " + length + " characters, Glue takes " + most + "; shorten it");
        }
    }

    private void bytes(String item, String text, int most) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > most) {
            throw refused(item + " has " + length + " bytes, Glue takes " + most + "; shorten it");
        }
    }

    private void singleLine(String item, String text) {
        if (text != null && LINE_BREAK.matcher(text).find()) {
            throw refused(item + " has several lines, Glue takes one; put it on one line");
        }
    }

    private BridgeException refused(String why) {
        String line = LINE_BREAK.matcher(why).replaceAll(" ");
        return new BridgeException(ErrorCode.INVALID_INPUT, "Glue could not take " + thing + ": " + line);
    }
}
