package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Moment;
import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.scenario.Step;
import io.restorekit.testkit.scenario.play.ScenarioResult.Failed;
import io.restorekit.testkit.scenario.play.ScenarioResult.Passed;
import io.restorekit.testkit.scenario.play.ScenarioResult.Skipped;
import io.restorekit.testkit.scenario.restore.RestoreUnderTest;
import io.restorekit.testkit.scenario.restore.SimulatedRestore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
        missing.removeAll(restore.offers());
        if (!missing.isEmpty()) {
            return new Skipped(scenario, missing);
        }
        return scenario.isForEveryDiskOperation() ? playAtEveryOperation(scenario) : playOnce(scenario, scenario, seed);
    }

    private ScenarioResult playAtEveryOperation(Scenario scenario) {
        Chronicle chronicle = new Chronicle();
        long operations;
        try (Scene scene = scene(scenario, seed)) {
            operations = new Player(scenario, scene, chronicle).rehearse();
        } catch (Breach e) {
            return failed(scenario, scenario, e, seed, chronicle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Story last = chronicle.story();
        for (long operation = 1; operation <= operations; operation++) {
            ScenarioResult result = playOnce(scenario, atOperation(scenario, operation), seed);
            if (result instanceof Failed) {
                return result;
            }
            last = ((Passed) result).story();
        }
        return new Passed(scenario, (int) operations, last);
    }

    private static Scenario atOperation(Scenario scenario, long operation) {
        return scenario.withSteps(scenario.steps().stream()
                .map(step -> step.moment() instanceof Moment.AtEveryDiskOperation
                        ? new Step(new Moment.AtDiskOperation(operation), step.act())
                        : step)
                .toList());
    }

    private ScenarioResult playOnce(Scenario told, Scenario played, long with) {
        Chronicle chronicle = new Chronicle();
        try (Scene scene = scene(played, with)) {
            new Player(played, scene, chronicle).play();
            return new Passed(told, 1, chronicle.story());
        } catch (Breach e) {
            return failed(told, played, e, with, chronicle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScenarioResult failed(Scenario told, Scenario played, Breach e, long with, Chronicle chronicle) {
        return new Failed(told, played, e.check(), e.getMessage(), with, chronicle.story());
    }

    private Scene scene(Scenario scenario, long with) {
        return new SimulatedScene((SimulatedRestore) restore, scenario, with);
    }
}
