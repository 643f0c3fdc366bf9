package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.timeline.TimelineStory;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What came of a scenario. */
public sealed interface ScenarioResult {

    /** The scenario as it was told. */
    Scenario scenario();

    /** One line. */
    String sentence();

    /** What happened, where it was played: of many runs, in the last. */
    Optional<TimelineStory> told();

    /**
     * All checks held.
     *
     * @param runs how many runs it took: more than one for a scenario of every disk operation
     */
    record Passed(Scenario scenario, int runs, TimelineStory story) implements ScenarioResult {
        @Override
        public Optional<TimelineStory> told() {
            return Optional.of(story);
        }

        @Override
        public String sentence() {
            return "passed" + (runs == 1 ? "" : " in " + runs + " runs");
        }
    }

    /**
     * A check did not hold.
     *
     * @param played the scenario of the one run that failed; differs from the one told where that stands for many
     * @param check which one
     * @param what what was seen in its place
     * @param seed repeats it
     */
    record Failed(Scenario scenario, Scenario played, Check check, String what, long seed, TimelineStory story)
            implements ScenarioResult {
        public Failed {
            Objects.requireNonNull(check);
        }

        @Override
        public Optional<TimelineStory> told() {
            return Optional.of(story);
        }

        @Override
        public String sentence() {
            return "FAILED " + check + ": " + what;
        }

        /** Everything that is needed to repeat it: the check, the seed, the scenario's text, and what happened. */
        @Override
        public String toString() {
            return scenario.name() + " " + sentence() + "\nseed " + seed + "\n\n" + played + "\n" + story;
        }
    }

    /**
     * It needs what the restore does not offer. It proves nothing.
     *
     * @param missing what that is
     */
    record Skipped(Scenario scenario, Set<Need> missing) implements ScenarioResult {
        public Skipped {
            missing = Set.copyOf(missing);
        }

        @Override
        public Optional<TimelineStory> told() {
            return Optional.empty();
        }

        @Override
        public String sentence() {
            return "skipped: the restore does not offer "
                    + String.join(
                            ", ", missing.stream().map(Need::word).sorted().toList());
        }
    }
}
