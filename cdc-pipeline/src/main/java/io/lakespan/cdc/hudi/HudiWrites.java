package io.lakespan.cdc.hudi;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SinkOptions;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Commits rows to Hudi tables; each table has one task that writes it.
 *
 * <p>Before a task says that it has a checkpoint, the rows from before it are committed. A job that goes on from there may
 * bring rows again that came after it and were committed early: each replaces or deletes its key's row, in the source's
 * order, so that the tables end as the source is.
 */
public final class HudiWrites extends AbstractStreamOperator<Void>
        implements OneInputStreamOperator<Tuple4<String, Long, Byte, byte[]>, Void>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    // Rows that wait; what a commit makes of them takes a few times as much.
    private static final long MOST_BYTES = 48L << 20;
    // Most of a commit is waiting for the storage's answers.
    private static final int COMMITS_AT_A_TIME = 4;

    private final String definition;
    private final TreeMap<String, String> properties;
    private final Registry registry;
    private transient PipelineDefinition parsed;
    private transient HudiLake lake;
    private transient Map<String, HudiTable> tables;
    private transient Map<Long, TableForm> forms;
    private transient ListState<String> formState;
    private transient ExecutorService commits;
    private transient long waiting;

    /**
     * An operator of one pipeline.
     *
     * @param definition the pipeline's, as it is written
     * @param properties of the catalog, with the warehouse and the settings of the S3 client
     */
    public HudiWrites(String definition, Map<String, String> properties, Registry registry) {
        this.definition = definition;
        this.properties = new TreeMap<>(properties);
        this.registry = registry;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        // Rows that a checkpoint caught on their way have a form that was told before it.
        formState = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("table-forms", Types.STRING));
        forms = new HashMap<>();
        for (String text : formState.get()) {
            keep(TableForm.parse(text));
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        parsed = PipelineDefinition.parse("definition", definition);
        SinkOptions sink = parsed.sink();
        lake = HudiLake.open(sink, properties, registry.open());
        tables = new HashMap<>();
        commits = Executors.newFixedThreadPool(COMMITS_AT_A_TIME, work -> {
            Thread thread = new Thread(work, "hudi-commit");
            thread.setContextClassLoader(HudiWrites.class.getClassLoader());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void processElement(StreamRecord<Tuple4<String, Long, Byte, byte[]>> element) throws Exception {
        Tuple4<String, Long, Byte, byte[]> record = element.getValue();
        if (record.f2 == HudiRecords.FORM) {
            keep(TableForm.parse(new String(record.f3, StandardCharsets.UTF_8)));
            return;
        }
        HudiTable table = tables.get(record.f0);
        if (table == null || !table.expects(record.f1)) {
            table = expecting(record.f0, record.f1);
        }
        long before = table.bytes();
        table.add(record.f1, record.f2 == HudiRecords.GONE, record.f3);
        waiting += table.bytes() - before;
        if (waiting > MOST_BYTES) {
            commit("early");
        }
    }

    private HudiTable expecting(String target, long fingerprint) {
        TableForm form = forms.get(fingerprint);
        HudiTable table = tables.computeIfAbsent(
                target, missing -> new HudiTable(form, lake, parsed.pipeline().schemaChanges()));
        table.expect(fingerprint, form);
        return table;
    }

    private void keep(TableForm form) {
        forms.putIfAbsent(form.fingerprint(), form);
    }

    private void commit(String checkpoint) throws InterruptedException {
        Map<String, String> notes =
                Map.of("lakespan.pipeline", parsed.pipeline().name(), "lakespan.checkpoint", checkpoint);
        Map<HudiTable, Future<?>> running = new HashMap<>();
        tables.values().stream()
                .filter(table -> table.bytes() > 0)
                .forEach(table -> running.put(table, commits.submit(() -> table.commit(notes))));
        for (Future<?> commit : running.values()) {
            await(commit);
        }
        waiting = 0;
    }

    private static void await(Future<?> commit) throws InterruptedException {
        try {
            commit.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
        commit(String.valueOf(checkpoint));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        formState.update(forms.values().stream().map(TableForm::text).toList());
    }

    @Override
    public void endInput() throws Exception {
        commit("end");
    }

    @Override
    public void close() throws Exception {
        super.close();
        if (commits != null) {
            commits.shutdownNow();
        }
        if (tables != null) {
            tables.values().forEach(HudiTable::close);
        }
        if (lake != null) {
            lake.close();
        }
    }
}
