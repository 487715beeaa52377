package io.lakespan.cdc.hudi;

import io.lakespan.cdc.definition.SchemaChanges;
import io.lakespan.cdc.evolve.Refusals;
import io.lakespan.formats.hudi.write.HudiRow;
import io.lakespan.formats.hudi.write.HudiTableWriter;
import io.lakespan.formats.hudi.write.HudiTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Hudi table and the rows that wait to be committed to it. One thread at a time. */
final class HudiTable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HudiTable.class);
    // What an array and its place in a list take beside the bytes.
    private static final int OVERHEAD = 48;

    private final HudiLake lake;
    private final SchemaChanges changes;
    private final HudiTarget target;
    private final HudiTableWriter writer;
    private final Optional<String> description;
    private final Set<String> partitions = new HashSet<>();
    private final Map<Long, TableForm> forms = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private Schema schema;
    private boolean registered;
    private long bytes;

    HudiTable(TableForm form, HudiLake lake, SchemaChanges changes) {
        this.lake = lake;
        this.changes = changes;
        this.target = lake.target(form.target(), form.key());
        this.writer = lake.writer(target);
        this.description = form.description();
        writer.create(form.schema());
        this.schema = lake.schema(target).orElse(form.schema());
    }

    /** @param form the fingerprint of the row's */
    private record Waiting(long form, boolean gone, byte[] row) {}

    private void requireSameKey(TableForm form) {
        if (!target.recordKeys().equals(form.key())) {
            throw Refusals.end("the primary key of " + form.source() + " is " + form.key()
                    + " now, and its table in the lake tells rows apart by " + target.recordKeys()
                    + "; start the pipeline anew with existing-rows: replace");
        }
    }

    /** @param row in Avro, by the form's schema */
    void add(long form, boolean gone, byte[] row) {
        waiting.add(new Waiting(form, gone, row));
        bytes += row.length + OVERHEAD;
    }

    /** Tells the table how rows come that are added after this. */
    void expect(long fingerprint, TableForm form) {
        requireSameKey(form);
        forms.put(fingerprint, form);
    }

    boolean expects(long fingerprint) {
        return forms.containsKey(fingerprint);
    }

    long bytes() {
        return bytes;
    }

    /** Commits what waits, at once, and brings the catalog's entries up to the table. */
    void commit(Map<String, String> notes) {
        if (waiting.isEmpty()) {
            return;
        }
        Map<Long, WritePlan> plans = plans();
        List<HudiRow> rows = rows(plans);
        Map<String, String> all = new HashMap<>(notes);
        all.put(HudiLake.BUCKETS, String.valueOf(target.buckets()));
        Set<String> written = writer.write(schema, rows, all);
        waiting.clear();
        bytes = 0;
        register(written);
    }

    private Map<Long, WritePlan> plans() {
        Map<Long, WritePlan> plans = new HashMap<>();
        for (Waiting row : waiting) {
            if (!plans.containsKey(row.form())) {
                WritePlan plan = WritePlan.of(schema, forms.get(row.form()), changes);
                plans.put(row.form(), plan);
                evolve(plan.table());
            }
        }
        return plans;
    }

    private void evolve(Schema next) {
        if (!next.getFields().equals(schema.getFields())) {
            LOG.info(
                    "event=schema-evolved table={} columns={}",
                    target.location(),
                    next.getFields().size());
            registered = false;
        }
        schema = next;
    }

    private List<HudiRow> rows(Map<Long, WritePlan> plans) {
        Map<Long, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
        plans.forEach(
                (form, plan) -> readers.put(form, new GenericDatumReader<>(plan.rows(), schema, GenericData.get())));
        List<HudiRow> rows = new ArrayList<>(waiting.size());
        BinaryDecoder decoder = null;
        try {
            for (Waiting row : waiting) {
                decoder = DecoderFactory.get().binaryDecoder(row.row(), decoder);
                rows.add(new HudiRow(readers.get(row.form()).read(null, decoder), row.gone()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private void register(Set<String> written) {
        if (!registered) {
            lake.entries().register(target, schema, description);
            registered = true;
        }
        List<String> added =
                written.stream().filter(folder -> !partitions.contains(folder)).toList();
        lake.entries().addPartitions(target, added);
        partitions.addAll(added);
    }

    @Override
    public void close() {
        writer.close();
    }
}
