package io.lakespan.testkit.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.error.BridgeException;
import io.lakespan.sync.Change;
import io.lakespan.sync.Side;
import io.lakespan.sync.SyncOptions;
import io.lakespan.sync.SyncPlan;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Passes whose calls fail, whose answers are lost, and which are killed anywhere. */
class FaultsLoseNothingTest {
    private static final int TABLES = 3;

    @Provide
    Arbitrary<List<Step>> histories() {
        // Each topic is edited on one side alone: whatever happens, the last edit is what must be there.
        return Histories.any().map(steps -> steps.stream()
                .filter(step -> !(step instanceof Step.EditEntry || step instanceof Step.ForgetfulCommit))
                .map(step -> step instanceof Step.Edit edit ? onItsSide(edit) : step)
                .toList());
    }

    @Property(tries = 600)
    void afterAnyFaultsTheNextPassesBringEverythingTogether(
            @ForAll("histories") List<Step> history, @ForAll long seed) {
        World world = new World();
        Faults faults = new Faults(seed);
        SortedMap<String, SortedMap<String, String>> leftEdits = new TreeMap<>();
        for (Step step : history) {
            if (step instanceof Step.Pass) {
                pass(world, faults);
                assertThat(world.leftNames().keySet())
                        .as("nothing is dropped on the left")
                        .isEqualTo(leftEdits.keySet());
            } else {
                Histories.happen(step, world);
                leftEdits.clear();
                leftEdits.putAll(world.leftFacts());
            }
        }
        SortedMap<String, SortedMap<String, String>> left = world.leftFacts();
        SortedMap<String, SortedMap<String, String>> right = world.rightFacts();
        faults.off();
        for (int i = 0; i < 3; i++) {
            pass(world, faults);
        }
        assertThat(world.rightNames()).isEqualTo(world.leftNames());
        assertThat(world.rightFacts()).isEqualTo(world.leftFacts());
        assertThat(world.leftFacts()).isEqualTo(world.ownFacts());
        world.leftNames()
                .keySet()
                .forEach(uuid ->
                        check(world.leftFacts().get(uuid), left.get(uuid), right.getOrDefault(uuid, left.get(uuid))));
        assertThat(world.plan(SyncOptions.defaults()).changes()).isEmpty();
    }

    private static void check(
            SortedMap<String, String> after, SortedMap<String, String> left, SortedMap<String, String> right) {
        after.forEach((fact, value) ->
                assertThat(value).as(fact).isEqualTo((editedOnTheRight(fact) ? right : left).get(fact)));
    }

    private static Step onItsSide(Step.Edit edit) {
        boolean right =
                switch (edit.topic()) {
                    case TAG, TERM, COLUMN_DESCRIPTION -> true;
                    case DESCRIPTION, OWNER, ATTRIBUTE, COLUMN_TAG -> false;
                };
        return new Step.Edit(right ? Side.RIGHT : Side.LEFT, edit.table() % TABLES, edit.topic(), edit.value());
    }

    private static boolean editedOnTheRight(String fact) {
        return fact.startsWith("tag") || fact.startsWith("term") || fact.endsWith(" description");
    }

    private static void pass(World world, Faults faults) {
        FaultyCatalog left = new FaultyCatalog(world.left, faults);
        FaultyCatalog right = new FaultyCatalog(world.right, faults);
        try {
            SyncPlan plan = world.plan(left, right, SyncOptions.defaults());
            assertThat(plan.changes()).noneMatch(Change.DropDatabase.class::isInstance);
            world.apply(left, right, plan);
        } catch (BridgeException e) {
            assertThat(e.code().name()).isIn("UNAVAILABLE", "THROTTLED");
        } catch (Faults.Killed e) {
            assertThat(e).isNotNull();
        }
    }
}
