package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Moment;
import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.scenario.RandomScenario;
import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.scenario.Step;
import io.restorekit.testkit.scenario.play.ScenarioResult.Failed;
import io.restorekit.testkit.scenario.play.ScenarioResult.Passed;
import io.restorekit.testkit.scenario.play.ScenarioResult.Skipped;
import io.restorekit.testkit.scenario.restore.LiveRestore;
import io.restorekit.testkit.scenario.restore.RestoreUnderTest;
import io.restorekit.testkit.scenario.restore.SimulatedRestore;
import io.restorekit.testkit.timeline.TimelineStory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Tells scenarios to a restore, and says what came of them.
 *
 * <pre>{@code
 * ScenarioResult result = ScenarioRunner.of(restore).play(ReadyMade.scenario("S1"));
 * }</pre>
 *
 * <p>One that needs what the restore does not offer is skipped. The same seed gives the same run where time is simulated.
 * Immutable; a run is for one thread.
 *
 * @param restore what is tested
 * @param seed decides the backups, and all chance
 */
public record ScenarioRunner(RestoreUnderTest restore, long seed) {

    /** With a seed that is always the same. */
    public static ScenarioRunner of(RestoreUnderTest restore) {
        return new ScenarioRunner(restore, 1);
    }

    public ScenarioRunner withSeed(long other) {
        return new ScenarioRunner(restore, other);
    }

    /** Plays scenarios one after the other. */
    public ScenarioReport play(List<Scenario> scenarios) {
        return new ScenarioReport(
                restore.name(), scenarios.stream().map(this::play).toList());
    }

    /**
     * Plays a scenario.
     *
     * @throws UncheckedIOException if the scene itself cannot be set or looked at; what the restore does wrong is a result
     */
    public ScenarioResult play(Scenario scenario) {
        Set<Need> missing = EnumSet.noneOf(Need.class);
        missing.addAll(scenario.needs());
        missing.removeAll(offers());
        if (!missing.isEmpty()) {
            return new Skipped(scenario, missing);
        }
        return scenario.isForEveryDiskOperation()
                ? playAtEveryOperation(scenario)
                : playOnce(scenario, scenario, ScenarioStore.of(scenario.store(), seed));
    }

    /**
     * Plays scenarios that seeds make up, as long as fewer than so many have failed; those are shrunk.
     *
     * @param scenarios how many
     * @throws IllegalArgumentException if one of them is not at least 1
     */
    public Hunt hunt(int scenarios, int mostFindings) {
        if (scenarios < 1 || mostFindings < 1) {
            throw new IllegalArgumentException(
                    "a hunt for " + mostFindings + " findings in " + scenarios + " scenarios finds nothing");
        }
        SplittableRandom seeds = new SplittableRandom(seed);
        List<Failed> findings = new ArrayList<>();
        int played = 0;
        int fitted = 0;
        while (played < scenarios && findings.size() < mostFindings) {
            long one = seeds.nextLong();
            ScenarioResult result = withSeed(one).play(RandomScenario.of(one, offers()));
            played++;
            fitted += result instanceof Passed ? 1 : 0;
            if (result instanceof Failed failed && failed.check().isOfTheRestore()) {
                findings.add(Shrinker.shrink(withSeed(one), failed));
            }
        }
        return new Hunt(played, fitted + findings.size(), findings);
    }

    private ScenarioResult playAtEveryOperation(Scenario scenario) {
        ScenarioStore store = ScenarioStore.of(scenario.store(), seed);
        Scenario undisturbed = scenario.withSteps(List.of());
        long operations;
        try (Scene scene = scene(undisturbed, store)) {
            Chronicle chronicle = new Chronicle(scene);
            try {
                operations = new Player(undisturbed, scene, chronicle).rehearse();
            } catch (Breach e) {
                chronicle.broken(e);
                String what = "without any fault: " + e.getMessage();
                return new Failed(scenario, undisturbed, e.check(), what, seed, story(scenario, chronicle));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<TimelineStory> last = Optional.empty();
        for (long operation = 1; operation <= Math.max(1, operations); operation++) {
            ScenarioResult result = playOnce(scenario, atOperation(scenario, operation), store);
            if (result instanceof Failed) {
                return result;
            }
            last = result.told();
        }
        return new Passed(scenario, (int) operations, last.orElseThrow());
    }

    private static Scenario atOperation(Scenario scenario, long operation) {
        return scenario.withSteps(scenario.steps().stream()
                .map(step -> step.moment() instanceof Moment.AtEveryDiskOperation
                        ? new Step(new Moment.AtDiskOperation(operation), step.act())
                        : step)
                .toList());
    }

    private ScenarioResult playOnce(Scenario told, Scenario played, ScenarioStore store) {
        try (Scene scene = scene(played, store)) {
            Chronicle chronicle = new Chronicle(scene);
            try {
                new Player(played, scene, chronicle).play();
                Arrays.stream(Check.values()).forEach(check -> chronicle.held(check, scene.unseen()));
                return new Passed(told, 1, story(told, chronicle));
            } catch (RuntimeException e) {
                Breach thrown = new Breach(Check.NOTHING_IS_THROWN, e.toString());
                thrown.initCause(e);
                chronicle.broken(thrown);
                return new Failed(told, played, thrown.check(), e.toString(), seed, story(told, chronicle));
            } catch (Breach e) {
                chronicle.broken(e);
                return new Failed(told, played, e.check(), e.getMessage(), seed, story(told, chronicle));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TimelineStory story(Scenario told, Chronicle chronicle) {
        return chronicle.story(told.name() + ": " + told.title(), restore.name() + ", seed " + seed);
    }

    /** What the restore offers, as far as the place where it lives has it. */
    private Set<Need> offers() {
        Set<Need> offers = EnumSet.noneOf(Need.class);
        offers.addAll(restore.offers());
        if (restore instanceof LiveRestore) {
            offers.retainAll(LiveScene.OFFERS);
        }
        return offers;
    }

    private Scene scene(Scenario scenario, ScenarioStore store) throws IOException {
        return restore instanceof LiveRestore live
                ? new LiveScene(live, scenario, store)
                : new SimulatedScene((SimulatedRestore) restore, scenario, store, seed);
    }
}
