package io.lakespan.testkit.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.error.ErrorCode;
import io.lakespan.sync.Change;
import io.lakespan.sync.ConflictPolicy;
import io.lakespan.sync.Outcome;
import io.lakespan.sync.SyncOptions;
import io.lakespan.sync.SyncPlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Whatever people and engines do on both sides, in whatever order, with passes in between. */
class AnyInterleavingConvergesTest {
    private static final SortedMap<String, String> NOTHING = new TreeMap<>();

    @Provide
    Arbitrary<List<Step>> histories() {
        return Histories.any();
    }

    @Property(tries = 1500, seed = "20261121")
    void noEditIsLostThatNoPolicyOverwroteAndASecondPassIsEmpty(
            @ForAll("histories") List<Step> history, @ForAll ConflictPolicy policy) {
        converges(history, policy);
    }

    /** The same from other seeds every time, for a search that may take its time: {@code mvn -Psearch}. */
    @Tag("search")
    @Property(tries = 150_000)
    void noHistoryIsFoundThatLosesAnEdit(@ForAll("histories") List<Step> history, @ForAll ConflictPolicy policy) {
        converges(history, policy);
    }

    private static void converges(List<Step> history, ConflictPolicy policy) {
        Run run = new Run(SyncOptions.defaults().withPolicy(policy));
        for (Step step : history) {
            if (step instanceof Step.Pass) {
                run.pass();
            } else {
                Histories.happen(step, run.world);
            }
        }
        run.pass();
        run.secondPassIsEmpty();
    }

    /** A history under way, with what the oracle knows was agreed. */
    private static final class Run {
        private final World world = new World();
        private final SyncOptions options;
        private final SortedMap<String, SortedMap<String, String>> agreed = new TreeMap<>();
        private Set<String> migrated = Set.of();

        Run(SyncOptions options) {
            this.options = options;
        }

        void pass() {
            migrated = world.migrated();
            SortedMap<String, SortedMap<String, String>> left = shownOnTheLeft();
            SortedMap<String, SortedMap<String, String>> right = world.rightFacts();
            List<SyncPlan> plans = world.plan(options);
            List<Outcome> outcomes = world.apply(plans);
            if (outcomes.stream().anyMatch(Run::nameStillTaken)) {
                plans = world.plan(options);
                outcomes = world.apply(plans);
            }
            assertThat(outcomes).as(plans.toString()).allMatch(Outcome.Applied.class::isInstance);
            assertThat(world.rightNames()).isEqualTo(world.leftNames());
            assertThat(world.leftFacts()).as("entries and own metadata").isEqualTo(world.ownFacts());
            assertThat(world.rightFormats()).isEqualTo(world.leftFormats());
            left.forEach((id, shown) -> check(id, shown, Optional.ofNullable(right.get(id))));
            SortedSet<String> remaining = new TreeSet<>(left.keySet());
            remaining.addAll(world.rightFacts().keySet());
            agreed.keySet().retainAll(remaining);
        }

        /** Databases are written side by side: a name that another database's plan frees is taken by the next pass. */
        private static boolean nameStillTaken(Outcome outcome) {
            return outcome instanceof Outcome.Failed failed && failed.code() == ErrorCode.ALREADY_EXISTS;
        }

        /** The tables' own metadata, and what was edited in an entry alone since the last agreement. */
        private SortedMap<String, SortedMap<String, String>> shownOnTheLeft() {
            SortedMap<String, SortedMap<String, String>> shown = world.ownFacts();
            world.leftFacts().forEach((uuid, entry) -> {
                SortedMap<String, String> before =
                        migrated.contains(uuid) ? NOTHING : agreed.getOrDefault(uuid, NOTHING);
                SortedMap<String, String> own = new TreeMap<>(shown.get(uuid));
                entry.forEach((fact, value) -> {
                    if (!value.equals(before.get(fact)) && Objects.equals(own.get(fact), before.get(fact))) {
                        shown.get(uuid).put(fact, value);
                    }
                });
            });
            return shown;
        }

        private void check(String uuid, SortedMap<String, String> left, Optional<SortedMap<String, String>> there) {
            SortedMap<String, String> right = there.orElse(NOTHING);
            // What is gone from the right comes back as the left has it.
            if (there.isEmpty()) {
                agreed.remove(uuid);
            }
            SortedMap<String, String> before = agreed.computeIfAbsent(uuid, key -> new TreeMap<>());
            SortedMap<String, String> leftNow = world.leftFacts().get(uuid);
            SortedMap<String, String> rightNow = world.rightFacts().get(uuid);
            SortedSet<String> facts = new TreeSet<>(left.keySet());
            facts.addAll(right.keySet());
            facts.addAll(before.keySet());
            facts.removeIf(fact -> world.isOfGoneColumn(uuid, fact));
            before.keySet().removeIf(fact -> world.isOfGoneColumn(uuid, fact));
            for (String fact : facts) {
                boolean kept = migrated.contains(uuid) && left.get(fact) == null;
                check(
                        fact,
                        new Values(kept ? null : before.get(fact), left.get(fact), right.get(fact)),
                        leftNow,
                        rightNow);
                if (Objects.equals(leftNow.get(fact), rightNow.get(fact))) {
                    agree(before, fact, leftNow.get(fact));
                }
            }
        }

        private record Values(String before, String left, String right) {
            boolean conflict() {
                return !Objects.equals(left, right) && !Objects.equals(left, before) && !Objects.equals(right, before);
            }

            /** Where one side alone changed, its value. */
            String changed() {
                return Objects.equals(left, before) ? right : left;
            }
        }

        private void check(
                String fact, Values values, SortedMap<String, String> leftNow, SortedMap<String, String> rightNow) {
            String left = leftNow.get(fact);
            String right = rightNow.get(fact);
            if (fact.contains("propagated")) {
                assertThat(left).as(fact).isEqualTo(right);
                return;
            }
            boolean held = values.conflict()
                    && (options.policy() == ConflictPolicy.HOLD || options.policy() == ConflictPolicy.NEWEST);
            if (held) {
                assertThat(left).as(fact).isEqualTo(values.left());
                assertThat(right).as(fact).isEqualTo(values.right());
                return;
            }
            String wanted = values.changed();
            if (values.conflict()) {
                wanted = options.policy() == ConflictPolicy.PREFER_CATALOG ? values.left() : values.right();
            }
            assertThat(left).as("left " + fact).isEqualTo(wanted);
            assertThat(right).as("right " + fact).isEqualTo(wanted);
        }

        /** On how many facts both sides differ. */
        private int held() {
            SortedMap<String, SortedMap<String, String>> left = world.leftFacts();
            SortedMap<String, SortedMap<String, String>> right = world.rightFacts();
            int held = 0;
            for (String id : left.keySet()) {
                SortedSet<String> facts = new TreeSet<>(left.get(id).keySet());
                facts.addAll(right.get(id).keySet());
                held += (int) facts.stream()
                        .filter(fact -> !Objects.equals(
                                left.get(id).get(fact), right.get(id).get(fact)))
                        .count();
            }
            return held;
        }

        private static void agree(SortedMap<String, String> before, String fact, String value) {
            if (value == null) {
                before.remove(fact);
            } else {
                before.put(fact, value);
            }
        }

        void secondPassIsEmpty() {
            List<SyncPlan> second = world.plan(options);
            // A database is left by its last table before it goes.
            assertThat(second)
                    .flatMap(SyncPlan::changes)
                    .allMatch(change -> change instanceof Change.Agree || change instanceof Change.DropDatabase);
            world.apply(second);
            assertThat(world.plan(options)).flatMap(SyncPlan::changes).isEmpty();
            assertThat(world.plan(options)).flatMap(SyncPlan::conflicts).hasSize(held());
        }
    }
}
