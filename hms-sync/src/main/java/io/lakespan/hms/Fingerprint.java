package io.lakespan.hms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Order;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.SkewedInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;

/**
 * A digest of all that an entry says, the same however its maps are ordered: the metastore counts no versions.
 *
 * <p>What is no statement about the entry stays out: when it was last read, privileges (only sent when a table is
 * made), and the catalog's name, which a Hive 2.3 server does not know.
 */
final class Fingerprint {
    private static final int SHOWN_BYTES = 16;

    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(Table table) {
        return of(table, Set.of());
    }

    /** Of everything but these parameters. */
    static String of(Table table, Set<String> without) {
        Map<String, String> parameters = sorted(table.getParameters());
        parameters.keySet().removeAll(without);
        return new Fingerprint()
                .text(table.getDbName())
                .text(table.getTableName())
                .text(table.getTableType())
                .text(table.getOwner())
                .text(table.getOwnerType())
                .text(table.getCreateTime())
                .text(table.getRetention())
                .text(table.getViewOriginalText())
                .text(table.getViewExpandedText())
                .text(table.isRewriteEnabled())
                .storage(table.getSd())
                .columns(table.getPartitionKeys())
                .map(parameters)
                .hex();
    }

    static String of(Database database) {
        return new Fingerprint()
                .text(database.getName())
                .text(database.getDescription())
                .text(database.getLocationUri())
                .text(database.getOwnerName())
                .text(database.getOwnerType())
                .map(sorted(database.getParameters()))
                .hex();
    }

    private Fingerprint storage(StorageDescriptor storage) {
        if (storage == null) {
            return text(null);
        }
        return columns(storage.getCols())
                .text(storage.getLocation())
                .text(storage.getInputFormat())
                .text(storage.getOutputFormat())
                .text(storage.isCompressed())
                .text(storage.getNumBuckets())
                .texts(storage.getBucketCols())
                .order(storage.getSortCols())
                .text(storage.isStoredAsSubDirectories())
                .serde(storage.getSerdeInfo())
                .skew(storage.getSkewedInfo())
                .map(sorted(storage.getParameters()));
    }

    private Fingerprint serde(SerDeInfo serde) {
        return serde == null
                ? text(null)
                : text(serde.getName()).text(serde.getSerializationLib()).map(sorted(serde.getParameters()));
    }

    private Fingerprint skew(SkewedInfo skew) {
        if (skew == null) {
            return text(null);
        }
        texts(skew.getSkewedColNames());
        List<List<String>> values = listed(skew.getSkewedColValues());
        text(values.size());
        values.forEach(this::texts);
        Map<String, String> locations = new TreeMap<>();
        mapped(skew.getSkewedColValueLocationMaps()).forEach((value, at) -> locations.put(value.toString(), at));
        return map(locations);
    }

    private Fingerprint order(List<Order> order) {
        text(listed(order).size());
        listed(order).forEach(each -> text(each.getCol()).text(each.getOrder()));
        return this;
    }

    private Fingerprint columns(List<FieldSchema> columns) {
        text(listed(columns).size());
        listed(columns)
                .forEach(each -> text(each.getName()).text(each.getType()).text(each.getComment()));
        return this;
    }

    private Fingerprint texts(List<String> texts) {
        text(listed(texts).size());
        listed(texts).forEach(this::text);
        return this;
    }

    private Fingerprint map(Map<String, String> values) {
        text(values.size());
        values.forEach((key, value) -> text(key).text(value));
        return this;
    }

    /** With its length before it, so that no two lists of texts look the same; nothing and "" are told apart. */
    private Fingerprint text(Object value) {
        if (value == null) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, -1));
            return this;
        }
        byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
        return this;
    }

    private String hex() {
        return HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
    }

    private static Map<String, String> sorted(Map<String, String> values) {
        return new TreeMap<>(mapped(values));
    }

    private static <K> Map<K, String> mapped(Map<K, String> values) {
        return values == null ? Map.of() : values;
    }

    private static <T> List<T> listed(List<T> values) {
        return values == null ? List.of() : values;
    }
}
