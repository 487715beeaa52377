package io.lakespan.cdc.evolve;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.evolve.TableChange.Name;
import io.lakespan.cdc.sink.Change;
import io.lakespan.cdc.sink.LakeCatalog;
import io.lakespan.cdc.sink.TableShape;
import io.lakespan.cdc.source.BinlogPosition;
import io.lakespan.cdc.source.SourceTable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.iceberg.flink.CatalogLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands rows on and follows statements between them.
 *
 * <p>Right behind the source and chained to it: the binlog has one reader, so that each statement is met after all rows from
 * before it and before all that follow. Where rows have to be in the lake before a statement can be followed, nothing more
 * is read until a checkpoint has brought them there. That checkpoint already counts the statement as read; it holds it as
 * state, and who goes on from there begins with it.
 */
public final class Evolution extends AbstractStreamOperator<Change> implements OneInputStreamOperator<Change, Change> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Evolution.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int ROWS_BETWEEN_LOOKS = 500;

    private final String definition;
    private final CatalogLoader loader;
    private transient Statements statements;
    private transient LakeCatalog lake;
    private transient StatementFollower follower;
    private transient TransformedChanges transformed;
    private transient WrittenRows written;
    private transient TableShape lastShape;
    /** Tables that had rows in this attempt. */
    private transient Set<Name> met;

    private transient HeldStatements held;
    private transient ListState<String> writtenState;
    private transient boolean following;
    private transient ScheduledFuture<?> timer;
    private transient long begun;
    private transient long completed;

    /**
     * An operator of one pipeline.
     *
     * @param definition the pipeline's, as it is written
     */
    public Evolution(String definition, CatalogLoader loader) {
        this.definition = definition;
        this.loader = loader;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        held = HeldStatements.restored(context.getOperatorStateStore());
        writtenState = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("written-rows", Types.STRING));
        written = new WrittenRows();
        met = new HashSet<>();
        for (String line : writtenState.get()) {
            restore(line);
        }
    }

    private void restore(String line) {
        String[] parts = line.split("\t");
        written.restore(new Name(parts[0], parts[1]), new WrittenRows.Mark(parts[2], Long.parseLong(parts[3])));
    }

    @Override
    public void open() throws Exception {
        super.open();
        PipelineDefinition parsed = PipelineDefinition.parse("definition", definition);
        statements = new Statements(parsed.source().tinyintAsBoolean());
        lake = LakeCatalog.open(loader, parsed.sink());
        follower = new StatementFollower(lake, parsed, Clock.systemUTC());
        transformed = new TransformedChanges(parsed);
        begun = -1;
        completed = -1;
        boolean alone = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks() == 1;
        if (alone && held.any()) {
            // Nothing else may come for long.
            long now = getProcessingTimeService().getCurrentProcessingTime();
            timer = getProcessingTimeService().registerTimer(now, time -> followHeld());
        }
    }

    @Override
    public void close() throws Exception {
        super.close();
        if (timer != null) {
            timer.cancel(false);
        }
        if (lake != null) {
            lake.close();
        }
    }

    @Override
    public void processElement(StreamRecord<Change> element) throws Exception {
        Change change = element.getValue();
        if (change instanceof Change.Row row) {
            if (!row.shape().since().equals(BinlogPosition.NOW)) {
                followHeld();
            }
            note(row.shape());
            output.collect(element);
        } else if (change instanceof Change.Statement statement) {
            held.hold(statement.history());
            followHeld();
        }
    }

    private void note(TableShape shape) {
        if (shape != lastShape) {
            written.wrote(name(shape.table()));
            met.add(name(shape.table()));
            lastShape = shape;
        }
    }

    private static Name name(SourceTable table) {
        return new Name(table.database(), table.name());
    }

    /**
     * What a checkpoint held back is done before anything else that the binlog brings. All tasks hold it, and only the one
     * that reads the binlog may do it: the others do not know what it has written since.
     */
    private void followHeld() throws Exception {
        if (!held.any() || following) {
            return;
        }
        following = true;
        for (String history : held.all()) {
            followAll(history);
            held.finish(history);
        }
        following = false;
    }

    private void followAll(String history) throws Exception {
        for (TableChange change : statements.read(history)) {
            requireFirst(change);
            long before = begun;
            partRows(change.name());
            if (follower.needsRows(change) || transformed.refuses(change)) {
                awaitRows(change.name(), before);
            }
            Optional<Refill> refill = follower.follow(transformed.shown(change));
            // The tables may be others now; who keeps what it knows of them has to look again. A statement's text may
            // hold
            // what a transform masks, so that it goes no further.
            output.collect(new StreamRecord<>(new Change.Statement("")));
            if (refill.isPresent()) {
                refill(refill.get());
            }
        }
    }

    /**
     * Iceberg's sink keeps what it knows of a table, by name. One that is made again under the name of another that was
     * written to has other columns and files behind the same names: a new attempt of the job knows nothing of the old.
     */
    private void requireFirst(TableChange change) {
        if (change.kind() == TableChange.Kind.CREATE && met.contains(change.name()) && follower.lacks(change)) {
            throw new IllegalStateException("table " + change.name()
                    + " was dropped and is made again: the job starts over to forget the old one");
        }
    }

    /**
     * Lets a checkpoint pass between rows from before a statement and rows that follow it: Iceberg's sink writes rows of
     * two schemas with two writers, and a row that is replaced or deleted within one checkpoint has to be with one.
     */
    private void partRows(Name table) throws Exception {
        while (written.sinceCheckpoint(table)) {
            letOnePass();
        }
    }

    /** Lets checkpoints pass until one that was begun after that has brought every row of the table into the lake. */
    private void awaitRows(Name table, long before) throws Exception {
        LOG.info("event=waits-for-rows table={}", table);
        while (completed <= before || !held(table)) {
            letOnePass();
        }
    }

    private void letOnePass() throws InterruptedException {
        if (!mailbox().tryYield()) {
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    private boolean held(Name table) {
        return written.of(table).map(mark -> follower.holds(table, mark)).orElse(true);
    }

    private void refill(Refill refill) {
        int[] rows = {0};
        refill.forEach(change -> {
            note(((Change.Row) change).shape());
            output.collect(new StreamRecord<>(change));
            if (++rows[0] % ROWS_BETWEEN_LOOKS == 0) {
                letCheckpointsPass();
            }
        });
    }

    private void letCheckpointsPass() {
        while (mailbox().tryYield()) {
            // One after the other.
        }
    }

    /** Of the whole task: an operator's own would leave out the checkpoints, which the source begins. */
    private MailboxExecutor mailbox() {
        return getContainingTask().getMailboxExecutorFactory().createExecutor(TaskMailbox.MIN_PRIORITY);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        begun = context.getCheckpointId();
        lastShape = null;
        written.checkpoint(new WrittenRows.Mark(
                getContainingTask().getEnvironment().getJobID().toString(), begun));
        held.snapshot();
        List<String> lines = new ArrayList<>();
        written.marks()
                .forEach((table, mark) -> lines.add(String.join(
                        "\t", table.database(), table.table(), mark.job(), String.valueOf(mark.checkpoint()))));
        writtenState.update(lines);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        super.notifyCheckpointComplete(checkpoint);
        completed = Math.max(completed, checkpoint);
    }
}
