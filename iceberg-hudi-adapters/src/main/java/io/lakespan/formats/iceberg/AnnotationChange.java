package io.lakespan.formats.iceberg;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Column;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Types;

/**
 * The properties and field docs in which a table differs from what is wanted.
 *
 * @param docs by the field's full name; empty takes it away
 */
record AnnotationChange(
        SortedMap<String, String> set, SortedSet<String> removed, SortedMap<String, Optional<String>> docs) {
    // Every commit writes them into the catalog's entry, where longer ones are refused, and the commit with them.
    private static final int LONGEST_DOC = 255;
    private static final int LONGEST_COMMENT = 2048;

    AnnotationChange {
        set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
        removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
        docs = Collections.unmodifiableSortedMap(new TreeMap<>(docs));
    }

    static AnnotationChange between(BaseTable table, Table wanted) {
        Map<String, String> now = table.operations().current().properties();
        SortedMap<String, String> properties = AnnotationProperties.written(wanted);
        SortedSet<String> removed = new TreeSet<>(now.keySet());
        removed.removeIf(key -> !AnnotationProperties.owns(key) || properties.containsKey(key));
        properties.entrySet().removeIf(entry -> entry.getValue().equals(now.get(entry.getKey())));
        return new AnnotationChange(properties, removed, docs(table.schema(), wanted));
    }

    boolean isEmpty() {
        return set.isEmpty() && removed.isEmpty() && docs.isEmpty();
    }

    /** One commit. */
    void commit(BaseTable table) {
        Transaction transaction = table.newTransaction();
        if (!docs.isEmpty()) {
            UpdateSchema schema = transaction.updateSchema();
            docs.forEach((name, doc) -> schema.updateColumnDoc(name, doc.orElse(null)));
            schema.commit();
        }
        if (!set.isEmpty() || !removed.isEmpty()) {
            UpdateProperties properties = transaction.updateProperties();
            set.forEach(properties::set);
            removed.forEach(properties::remove);
            properties.commit();
        }
        transaction.commitTransaction();
    }

    /**
     * Refuses texts that would make this and every later commit fail.
     *
     * @throws BridgeException {@code INVALID_INPUT}
     */
    void requireFits(TableRef ref) {
        require(
                ref,
                "its description",
                Optional.ofNullable(set.get(AnnotationProperties.COMMENT)).orElse(""),
                LONGEST_COMMENT);
        docs.forEach((name, doc) -> {
            require(ref, "the description of column " + name, doc.orElse(""), LONGEST_DOC);
            if (doc.orElse("").lines().count() > 1) {
                throw refused(ref, "the description of column " + name + " has several lines; put it on one line");
            }
        });
    }

    private static SortedMap<String, Optional<String>> docs(Schema schema, Table wanted) {
        SortedMap<String, Optional<String>> docs = new TreeMap<>();
        for (Types.NestedField field : schema.columns()) {
            Optional<String> doc = wanted.schema().columns().stream()
                    .filter(column -> column.fieldId().equals(Optional.of(Integer.toString(field.fieldId()))))
                    .findFirst()
                    .flatMap(Column::description);
            if (!doc.equals(IcebergSchemas.doc(field))) {
                docs.put(schema.findColumnName(field.fieldId()), doc);
            }
        }
        return docs;
    }

    private static void require(TableRef ref, String item, String text, int most) {
        if (text.length() > most) {
            throw refused(
                    ref, item + " has " + text.length() + " characters, its catalog takes " + most + "; shorten it");
        }
    }

    private static BridgeException refused(TableRef ref, String why) {
        return new BridgeException(
                ErrorCode.INVALID_INPUT, "cannot write the annotations of table " + ref + ": " + why);
    }
}
