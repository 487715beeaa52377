package io.lakespan.testkit.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.error.BridgeException;
import io.lakespan.sync.Side;
import io.lakespan.sync.SyncOptions;
import io.lakespan.sync.SyncPlan;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Passes whose calls fail, whose answers are lost, and which are killed anywhere. */
class FaultsLoseNothingTest {
    @Provide
    Arbitrary<List<Step>> histories() {
        // Each topic is edited on one side alone: whatever happens, the last edit is what must be there.
        return Histories.any().map(steps -> steps.stream()
                .map(FaultsLoseNothingTest::onItsSide)
                .flatMap(Optional::stream)
                .toList());
    }

    @Property(tries = 1500, seed = "20261121")
    void afterAnyFaultsTheNextPassesBringEverythingTogether(
            @ForAll("histories") List<Step> history, @ForAll long seed) {
        endsTogether(history, seed);
    }

    /** The same from other seeds every time, for a search that may take its time: {@code mvn -Psearch}. */
    @Tag("search")
    @Property(tries = 150_000)
    void noHistoryOfFaultsIsFoundThatLosesAnything(@ForAll("histories") List<Step> history, @ForAll long seed) {
        endsTogether(history, seed);
    }

    private static void endsTogether(List<Step> history, long seed) {
        World world = new World();
        Faults faults = new Faults(seed);
        for (Iterator<Step> steps = history.iterator(); steps.hasNext(); ) {
            Step step = steps.next();
            if (!(step instanceof Step.Pass)) {
                Histories.happen(step, world);
                continue;
            }
            Optional<Step> between = steps.hasNext() && faults.coin() ? Optional.of(steps.next()) : Optional.empty();
            pass(world, faults, () -> between.ifPresent(disturbing -> Histories.happen(disturbing, world)));
        }
        SortedMap<String, SortedMap<String, String>> wanted = wanted(world);
        faults.off();
        for (int i = 0; i < 3; i++) {
            pass(world, faults, () -> {});
        }
        assertThat(world.rightNames()).isEqualTo(world.leftNames());
        assertThat(world.rightFacts()).isEqualTo(world.leftFacts());
        assertThat(world.leftFacts()).isEqualTo(world.ownFacts());
        assertThat(world.rightFormats()).isEqualTo(world.leftFormats());
        assertThat(world.leftFacts()).isEqualTo(wanted);
        assertThat(world.plan(SyncOptions.defaults()))
                .flatMap(SyncPlan::changes)
                .isEmpty();
    }

    /** The last edits: of each topic on its own side, and as the left has it where the right has nothing of the thing. */
    private static SortedMap<String, SortedMap<String, String>> wanted(World world) {
        SortedMap<String, SortedMap<String, String>> wanted = world.ownFacts();
        SortedMap<String, SortedMap<String, String>> right = world.rightFacts();
        world.leftFacts().forEach((id, entry) -> {
            // An owner is written in the entry alone, and nothing else is there that was not in the own metadata once.
            entry.forEach(wanted.get(id)::putIfAbsent);
            entry.computeIfPresent("owner", (fact, owner) -> wanted.get(id).merge(fact, owner, (own, last) -> last));
            Optional.ofNullable(right.get(id)).ifPresent(shown -> {
                wanted.get(id).keySet().removeIf(FaultsLoseNothingTest::editedOnTheRight);
                shown.forEach((fact, value) -> {
                    if (editedOnTheRight(fact) && !world.isOfGoneColumn(id, fact)) {
                        wanted.get(id).put(fact, value);
                    }
                });
            });
        });
        return wanted;
    }

    private static Optional<Step> onItsSide(Step step) {
        if (step instanceof Step.Edit edit && edit.topic() == Step.Topic.OWNER) {
            return Optional.of(new Step.EditEntry(edit.table(), edit.topic(), Math.max(edit.value(), 1)));
        }
        if (step instanceof Step.Edit edit) {
            Side side = editedOnTheRight(edit.topic()) ? Side.RIGHT : Side.LEFT;
            return Optional.of(new Step.Edit(side, edit.table(), edit.topic(), edit.value()));
        }
        if (step instanceof Step.DescribeDatabase describe) {
            return Optional.of(new Step.DescribeDatabase(Side.LEFT, describe.database(), describe.value()));
        }
        return Optional.of(step).filter(other -> !(other instanceof Step.EditEntry edit) || inTheEntry(edit));
    }

    /** A topic no engine touches in these histories. */
    private static boolean inTheEntry(Step.EditEntry edit) {
        return edit.topic() == Step.Topic.OWNER;
    }

    private static boolean editedOnTheRight(Step.Topic topic) {
        return switch (topic) {
            case TAG, TERM, COLUMN_DESCRIPTION -> true;
            case DESCRIPTION, OWNER, ATTRIBUTE, COLUMN_TAG -> false;
        };
    }

    private static boolean editedOnTheRight(String fact) {
        return fact.startsWith("tag")
                || fact.startsWith("term")
                || fact.startsWith("propagated")
                || fact.endsWith(" description");
    }

    private static void pass(World world, Faults faults, Runnable meanwhile) {
        FaultyCatalog left = new FaultyCatalog(world.left, faults);
        FaultyCatalog right = new FaultyCatalog(world.right, faults);
        Set<String> there = new TreeSet<>(world.rightNames().keySet());
        Set<String> here = new TreeSet<>();
        // Where it was when it was looked for counts too: it may be back by the time of the drop.
        Set<String> moved = new TreeSet<>(world.moved());
        try {
            List<SyncPlan> plans = world.plan(left, right, SyncOptions.defaults());
            meanwhile.run();
            here.addAll(world.leftNames().keySet());
            there.retainAll(world.rightNames().keySet());
            moved.addAll(world.moved());
            world.apply(left, right, plans);
        } catch (BridgeException e) {
            assertThat(e.code().name()).isIn("UNAVAILABLE", "THROTTLED");
        } catch (Faults.Killed e) {
            assertThat(e).isNotNull();
        }
        if (!here.isEmpty()) {
            // What has left a database that could be read is gone from it, wherever it went.
            there.removeIf(id -> !here.contains(id) || moved.contains(id));
            assertThat(world.leftNames().keySet())
                    .as("nothing is dropped on the left")
                    .isEqualTo(here);
            assertThat(world.rightNames().keySet())
                    .as("dropped on the left alone")
                    .containsAll(there);
        }
    }
}
