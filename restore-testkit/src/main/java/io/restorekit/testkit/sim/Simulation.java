package io.restorekit.testkit.sim;

import io.restorekit.api.Failure;
import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.testkit.sim.disk.DiskHook;
import io.restorekit.testkit.sim.disk.Survival;
import io.restorekit.testkit.sim.store.Chain;
import io.restorekit.testkit.sim.store.Palette;
import io.restorekit.testkit.sim.store.Weather;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;

/**
 * One run of the production code through faults of all kinds, in virtual time, decided by one seed.
 *
 * <p>First the safety phase: for some virtual minutes anything may happen, and the invariants must hold after every
 * event. Then the liveness phase: the faults stop, and the goal must be reached within {@link #PATIENCE}. Last, processes
 * that were stopped all the while wake up.
 */
public final class Simulation {
    /** Time to reach the goal once nothing is wrong any more: hung calls come back within two minutes. */
    private static final long PATIENCE = Mischiefs.seconds(900);

    /** A restore that has ended is followed by another goal; after so many the safety phase ends. */
    private static final int MOST_RESTORES = 3;

    /** One of so many worlds has a fence around its volume. */
    private static final int FENCED = 4;

    private final Stage stage;
    private final Beginning beginning;
    private final SplittableRandom random;
    private final Mischiefs mischiefs;
    private final List<Survival> survivals;
    private int restoresLeft = MOST_RESTORES;
    private boolean reached;
    private boolean activated;
    private boolean refused;

    private Simulation(long seed, Beginning beginning, List<Survival> survivals, IntPredicate happens) {
        SplittableRandom source = new SplittableRandom(seed);
        this.beginning = beginning;
        this.survivals = survivals;
        this.random = source.split();
        this.stage = new Stage(source.split(), Chain.of(seed), beginning, this::survival, this::ended);
        if (seed % FENCED == 0) {
            stage.world().buildFence();
        }
        this.mischiefs = new Mischiefs(stage, beginning, source.split(), this::survival, happens);
    }

    /**
     * @return what happened, counted
     * @throws Violation if an invariant does not hold
     */
    public static Tally run(long seed, Beginning beginning) {
        return run(seed, beginning, number -> true);
    }

    /**
     * As above, with some of the mischiefs alone: the others only let their time pass.
     *
     * @param happens whether the mischief with this number happens; they are counted from 0
     */
    public static Tally run(long seed, Beginning beginning, IntPredicate happens) {
        Simulation simulation = new Simulation(seed, beginning, List.of(Survival.values()), happens);
        simulation.told(() -> {
            simulation.prepare();
            simulation.safety();
            simulation.liveness();
            simulation.aftermath();
        });
        return simulation.stage.world().tally();
    }

    /** How many operations on the disk a restore without any fault takes, after its preparation; of a standby, until activated. */
    public static long operations(long seed, Beginning beginning) {
        Simulation simulation = new Simulation(seed, beginning, List.of(), number -> true);
        simulation.prepare();
        long before = simulation.stage.world().disk().operations();
        simulation.goOn();
        return simulation.stage.world().disk().operations() - before;
    }

    /**
     * One power cut at one operation of an otherwise undisturbed restore.
     *
     * @param operation counted from 1 after the preparation
     * @throws Violation if an invariant does not hold
     */
    public static void runWithPowerCut(
            long seed, Beginning beginning, long operation, DiskHook.Answer how, Survival survival) {
        Simulation simulation = new Simulation(seed, beginning, List.of(survival), number -> true);
        World world = simulation.stage.world();
        simulation.told(() -> {
            simulation.prepare();
            world.faults().cutPowerAt(world.disk().operations() + operation, how);
            simulation.goOn();
            simulation.liveness();
        });
    }

    /** Without any fault but a power cut, until the goal is reached; a standby takes two backups, and is activated. */
    private void goOn() {
        World world = stage.world();
        BooleanSupplier there = () -> reached || activated || isAtTheNewest() || stage.cuts() > 0;
        stage.until(there);
        if (isAtTheNewest() && stage.cuts() == 0) {
            world.makesBackup();
            stage.until(there);
        }
        if (isAtTheNewest() && stage.cuts() == 0) {
            stage.current().orElseThrow().restore().activate();
            stage.until(() -> activated || stage.cuts() > 0);
        }
    }

    private void told(Runnable phases) {
        try {
            phases.run();
        } catch (Violation e) {
            throw e.after(stage.world().journal(), mischiefs.planned());
        }
    }

    private void prepare() {
        World world = stage.world();
        if (beginning == Beginning.UNKNOWN) {
            world.stranger()
                    .writeVolume(
                            random.ints(1 + random.nextInt(12), 0, Palette.SIZE).toArray());
        } else if (beginning == Beginning.HOLDING) {
            world.stranger().writeVolume(world.chain().images().get(0));
        }
        if (beginning.isRestoredBefore()) {
            mischiefs.goal(0);
            stage.begin(mischiefs.goal());
            stage.until(() -> reached);
            reached = false;
            mischiefs.goal(1 + random.nextInt(world.chain().backups().size() - 1));
        } else {
            mischiefs.otherGoal();
        }
        stage.begin(mischiefs.goal());
    }

    private void safety() {
        mischiefs.begin(1 + random.nextInt(20));
        long end = stage.world().agenda().now() + Mischiefs.seconds(5 + random.nextInt(600));
        while (stage.world().agenda().now() < end && !mischiefs.areOver() && restoresLeft > 0 && !activated) {
            stage.next();
        }
    }

    private void liveness() {
        World world = stage.world();
        mischiefs.stop();
        stage.heals();
        reached = false;
        stage.underWay().forEach(attempt -> attempt.restore().resume());
        if (activated) {
            isFollowedNoMore();
            return;
        }
        if (stage.current().isEmpty()) {
            stage.begin(mischiefs.goal());
        }
        long awake =
                stage.current().map(attempt -> attempt.process().stoppedUntil()).orElse(0L);
        long end = Math.max(world.agenda().now(), awake) + PATIENCE;
        if (stage.isSomebodys()) {
            isLeftToThem(end);
            return;
        }
        stage.until(
                () -> reached || activated || isAtTheNewest() || world.agenda().now() > end);
        if (isAtTheNewest()) {
            activate();
        }
        if (activated) {
            isFollowedNoMore();
            return;
        }
        if (!reached) {
            String last = stage.current()
                    .map(attempt -> attempt.restore().status().toString())
                    .orElse("nothing runs");
            throw new Violation(Invariant.REACHES_THE_GOAL, "not after " + PATIENCE / 1_000_000_000 + " s; " + last);
        }
    }

    private void isLeftToThem(long end) {
        stage.until(() -> saysThatItIsSomebodys() || stage.world().agenda().now() > end);
        if (!saysThatItIsSomebodys()) {
            throw new Violation(Invariant.SOMEBODYS_IS_LEFT_TO_THEM, "nobody is told");
        }
    }

    private boolean saysThatItIsSomebodys() {
        return stage.current()
                .map(attempt -> attempt.restore().status())
                .filter(status ->
                        status.needsAttention() && status.reason().orElseThrow().kind() == Failure.Kind.VOLUME_CHANGED)
                .isPresent();
    }

    private boolean isAtTheNewest() {
        return stage.current()
                .map(attempt -> attempt.restore().status())
                .filter(status -> status.phase() == Phase.WATCHING
                        && status.restorePoint()
                                .filter(stage.world().newest()::equals)
                                .isPresent())
                .isPresent();
    }

    /** Nothing is asked of a backup target that hangs. An owner that has lost the volume meanwhile is followed by another. */
    private void activate() {
        World world = stage.world();
        while (!activated) {
            world.sky().turns(Weather.HUNG);
            Attempt standby = stage.current().orElseThrow();
            long end = Math.max(world.agenda().now(), standby.process().stoppedUntil()) + Mischiefs.seconds(5);
            standby.restore().activate();
            stage.until(
                    () -> activated || !standby.isUnderWay() || world.agenda().now() > end);
            if (!activated && standby.isUnderWay()) {
                throw new Violation(Invariant.ACTIVATED_AT_ONCE, "not within 5 s");
            }
            world.sky().turns(Weather.CLEAR);
            stage.until(() -> activated || isAtTheNewest());
        }
    }

    private void isFollowedNoMore() {
        stage.begin(mischiefs.goal());
        refused = false;
        long end = stage.world().agenda().now() + PATIENCE;
        stage.until(() ->
                refused || stage.current().isEmpty() || stage.world().agenda().now() > end);
        if (!refused) {
            throw new Violation(Invariant.RESTORED_IS_LEFT_ALONE, "an activated volume is followed again");
        }
    }

    /** Old owners that were stopped wake up, and must do no harm. */
    private void aftermath() {
        long awake = stage.underWay().stream()
                .mapToLong(attempt -> attempt.process().stoppedUntil())
                .max()
                .orElse(0);
        long end = awake + Mischiefs.seconds(30);
        stage.world().agenda().at(end, () -> {});
        stage.until(() -> stage.world().agenda().now() >= end);
    }

    private void ended(Attempt attempt, Outcome outcome) {
        if (outcome instanceof Outcome.Restored restored) {
            restoresLeft--;
            Goal goal = mischiefs.goal();
            reached |= attempt.goal().equals(goal)
                    && Goal.exactly(restored.backup()).equals(goal);
        }
        refused = outcome instanceof Outcome.Failed failed && failed.failure().kind() == Failure.Kind.VOLUME_ACTIVATED;
        // The process that activated it may have died before it could say so.
        activated |= refused || outcome instanceof Outcome.Activated;
        if (!activated) {
            mischiefs.beginLater(2, () -> !reached || !mischiefs.areStopped(), reached);
        }
    }

    private Survival survival() {
        return survivals.get(random.nextInt(survivals.size()));
    }
}
