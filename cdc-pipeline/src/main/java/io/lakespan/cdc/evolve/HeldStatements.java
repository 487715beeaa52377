package io.lakespan.cdc.evolve;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Statements that a checkpoint counts as read and that are not followed yet.
 *
 * <p>Each task gets those of all, for any of them may read the binlog after a restart. One task follows them and the others
 * hold them on, so that those which are finished are kept too, for a while.
 */
final class HeldStatements {
    /** More than are held at once. */
    private static final int MOST_FINISHED = 50;

    private final ListState<String> heldState;
    private final ListState<String> finishedState;
    private final List<String> held = new ArrayList<>();
    private final List<String> finished = new ArrayList<>();

    private HeldStatements(ListState<String> heldState, ListState<String> finishedState) {
        this.heldState = heldState;
        this.finishedState = finishedState;
    }

    static HeldStatements restored(OperatorStateStore states) throws Exception {
        HeldStatements statements = new HeldStatements(
                states.getUnionListState(new ListStateDescriptor<>("statements", Types.STRING)),
                states.getUnionListState(new ListStateDescriptor<>("finished-statements", Types.STRING)));
        statements.finishedState.get().forEach(statements::noteFinished);
        statements.heldState.get().forEach(statements::hold);
        return statements;
    }

    void snapshot() throws Exception {
        heldState.update(held);
        finishedState.update(finished);
    }

    /** Holds one unless it is finished or held already. */
    void hold(String statement) {
        if (!finished.contains(statement) && !held.contains(statement)) {
            held.add(statement);
        }
    }

    /** Those that are held, the first to be followed first. */
    List<String> all() {
        return List.copyOf(held);
    }

    boolean any() {
        return !held.isEmpty();
    }

    void finish(String statement) {
        held.remove(statement);
        noteFinished(statement);
    }

    private void noteFinished(String statement) {
        if (!finished.contains(statement)) {
            finished.add(statement);
        }
        if (finished.size() > MOST_FINISHED) {
            finished.remove(0);
        }
    }
}
