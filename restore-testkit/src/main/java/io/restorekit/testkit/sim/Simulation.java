package io.restorekit.testkit.sim;

import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreStatus;
import io.restorekit.testkit.sim.disk.DiskHook;
import io.restorekit.testkit.sim.disk.DiskHook.Answer;
import io.restorekit.testkit.sim.disk.Survival;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * One run of the production code through faults of all kinds, in virtual time, decided by one seed.
 *
 * <p>First the safety phase: for some virtual minutes anything may happen, and the invariants must hold after every
 * event. Then the liveness phase: the faults stop, and the goal must be reached within {@link #PATIENCE}. Last, processes that
 * were stopped all the while wake up.
 */
public final class Simulation {
    /** Time to reach the goal once nothing is wrong any more: hung calls come back within two minutes. */
    private static final long PATIENCE = seconds(900);

    private static final Answer[] HOW = {Answer.CUT_POWER_BEFORE, Answer.CUT_POWER_IN_THE_MIDDLE, Answer.CUT_POWER_AFTER
    };

    /** A restore that has ended is followed by another goal; after so many the safety phase ends. */
    private static final int MOST_RESTORES = 3;

    private static final long MOST_EVENTS = 400_000;

    private final World world;
    private final Beginning beginning;
    private final SplittableRandom random;
    private final Auditor auditor;
    private final Attempt.Witness witness = new Attempt.Witness() {
        @Override
        public void changed(Attempt attempt, RestoreStatus status) {
            auditor.changed(attempt, status);
        }

        @Override
        public void ended(Attempt attempt, Outcome outcome) {
            Simulation.this.ended(attempt, outcome);
        }
    };
    private final List<Attempt> attempts = new ArrayList<>();
    private List<Survival> survivals = List.of(Survival.values());
    private int cuts;
    private int mischiefLeft;
    private int restoresLeft = MOST_RESTORES;
    private boolean healing;
    private boolean reached;
    private int goal;

    private Simulation(long seed, Beginning beginning) {
        SplittableRandom source = new SplittableRandom(seed);
        this.beginning = beginning;
        this.random = source.split();
        this.world = new World(source.split(), seed);
        this.auditor = new Auditor(world);
    }

    /**
     * @return what happened, counted
     * @throws Violation if an invariant does not hold
     */
    public static Tally run(long seed, Beginning beginning) {
        Simulation simulation = new Simulation(seed, beginning);
        try {
            simulation.prepare();
            simulation.safety();
            simulation.liveness();
            simulation.aftermath();
        } catch (Violation e) {
            throw e.after(simulation.world.journal());
        }
        return simulation.world.tally();
    }

    /** How many operations on the disk a restore without any fault takes, after its preparation. */
    public static long operations(long seed, Beginning beginning) {
        Simulation simulation = new Simulation(seed, beginning);
        simulation.prepare();
        long before = simulation.world.disk().operations();
        simulation.until(() -> simulation.reached);
        return simulation.world.disk().operations() - before;
    }

    /**
     * One power cut at one operation of an otherwise undisturbed restore.
     *
     * @param operation counted from 1 after the preparation
     * @throws Violation if an invariant does not hold
     */
    public static void runWithPowerCut(
            long seed, Beginning beginning, long operation, DiskHook.Answer how, Survival survival) {
        Simulation simulation = new Simulation(seed, beginning);
        simulation.survivals = List.of(survival);
        try {
            simulation.prepare();
            simulation.world.faults().cutPowerAt(simulation.world.disk().operations() + operation, how);
            simulation.until(() -> simulation.cuts > 0);
            simulation.liveness();
        } catch (Violation e) {
            throw e.after(simulation.world.journal());
        }
    }

    private void prepare() {
        if (beginning == Beginning.UNKNOWN) {
            world.writeVolume(
                    random.ints(1 + random.nextInt(12), 0, Palette.SIZE).toArray());
        } else if (beginning == Beginning.HOLDING) {
            world.writeVolume(world.chain().images().get(0));
        }
        goal = beginning == Beginning.INCREMENTAL
                ? 0
                : random.nextInt(world.chain().backups().size());
        begin();
        if (beginning == Beginning.INCREMENTAL) {
            until(() -> reached);
            reached = false;
            goal = 1 + random.nextInt(world.chain().backups().size() - 1);
            begin();
        }
    }

    private void safety() {
        mischiefLeft = 1 + random.nextInt(20);
        planMischief();
        long end = world.agenda().now() + seconds(5 + random.nextInt(600));
        while (world.agenda().now() < end && mischiefLeft > 0 && restoresLeft > 0) {
            next();
        }
    }

    private void liveness() {
        healing = true;
        world.heal();
        reached = false;
        attempts.stream()
                .filter(Attempt::isUnderWay)
                .forEach(attempt -> attempt.restore().resume());
        if (current().isEmpty()) {
            begin();
        }
        long awake = current().map(attempt -> attempt.process().stoppedUntil()).orElse(0L);
        long end = Math.max(world.agenda().now(), awake) + PATIENCE;
        until(() -> reached || world.agenda().now() > end);
        if (!reached) {
            throw new Violation(
                    Invariant.REACHES_THE_GOAL,
                    "not after " + PATIENCE / 1_000_000_000 + " s; "
                            + current()
                                    .map(attempt -> attempt.restore().status().toString())
                                    .orElse("nothing runs"));
        }
    }

    /** Old owners that were stopped wake up, and must do no harm. */
    private void aftermath() {
        long awake = attempts.stream()
                .mapToLong(attempt -> attempt.process().stoppedUntil())
                .max()
                .orElse(0);
        world.agenda().at(awake + seconds(30), () -> {});
        until(() -> world.agenda().now() >= awake + seconds(30));
    }

    private void until(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            next();
        }
    }

    private void next() {
        if (world.agenda().run() > MOST_EVENTS || !world.agenda().runNext()) {
            throw new Violation(Invariant.REACHES_THE_GOAL, "the restore spins, or nothing happens any more");
        }
        auditor.look(attempts);
        if (world.disk().isOut()) {
            cutPower();
        }
    }

    private void begin() {
        attempts.removeIf(attempt -> !attempt.isUnderWay());
        attempts.add(world.begin(goalNow(), beginning, witness));
        if (attempts.size() > 1) {
            attempts.forEach(Attempt::contest);
        }
    }

    private Goal goalNow() {
        return Goal.exactly(world.chain().backups().get(goal));
    }

    private Optional<Attempt> current() {
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(attempts.get(attempts.size() - 1)).filter(Attempt::isUnderWay);
    }

    private void ended(Attempt attempt, Outcome outcome) {
        world.journal().tell("outcome", outcome);
        world.tally().count("Outcome." + outcome.getClass().getSimpleName());
        auditor.ended(attempt, outcome);
        world.exit(attempt);
        if (outcome instanceof Outcome.Restored restored) {
            restoresLeft--;
            boolean last = restored.backup().equals(world.chain().backups().get(goal));
            reached |= last && attempt.goal().equals(goalNow());
        }
        world.agenda().after(random.nextLong(seconds(2)), () -> {
            if (current().isEmpty() && !(healing && reached)) {
                maybeRetarget();
                begin();
            }
        });
    }

    private void maybeRetarget() {
        if (!healing && (reached || random.nextInt(3) == 0)) {
            reached = false;
            goal = random.nextInt(world.chain().backups().size());
            world.tally().count(Mischief.RETARGET);
        }
    }

    private void planMischief() {
        world.agenda().after(random.nextLong(seconds(60) >> 2 * random.nextInt(10)), () -> {
            if (!healing && mischiefLeft-- > 0) {
                Mischief mischief = Mischief.next(random);
                world.tally().count(mischief);
                world.journal().tell("mischief", mischief);
                act(mischief);
                planMischief();
            }
        });
    }

    private void act(Mischief mischief) {
        switch (mischief) {
            case WEATHER -> changeWeather();
            case POWER_CUT -> cutPower();
            case POWER_CUT_IN_AN_OPERATION ->
                world.faults()
                        .cutPowerAt(
                                world.disk().operations() + 1 + random.nextInt(100), HOW[random.nextInt(HOW.length)]);
            case KILL -> kill();
            case MOVE_TO_ANOTHER_NODE -> move();
            case STOP_FOR_A_WHILE ->
                current().ifPresent(attempt -> attempt.process().stopUntil(later(3_600)));
            case CLOCK_JUMP -> world.jumpClock(random);
            case DISK_FULL -> fillDisk();
            case WRITE_FAILS -> failNext(false);
            case FORCE_FAILS -> failNext(true);
            case PAUSE -> pause();
            case CANCEL -> current().ifPresent(attempt -> attempt.restore().cancel());
            case RETARGET -> {
                current().ifPresent(attempt -> attempt.restore().cancel());
                goal = random.nextInt(world.chain().backups().size());
            }
            case ROLL_BACK_VOLUME -> rollBack();
            case RETRY_NOW -> current().ifPresent(attempt -> attempt.restore().retryNow());
        }
    }

    private void changeWeather() {
        Weather weather = Weather.values()[random.nextInt(Weather.values().length)];
        world.tally().count(weather);
        world.journal().tell("weather", weather);
        world.sky().turns(weather);
        world.agenda().after(random.nextLong(seconds(random.nextBoolean() ? 10 : 900)), () -> {
            if (world.sky().weather() == weather) {
                world.sky().turns(Weather.CLEAR);
            }
        });
    }

    private void cutPower() {
        cuts++;
        Survival survival = survivals.get(random.nextInt(survivals.size()));
        current()
                .ifPresent(attempt -> world.tally()
                        .count("PowerCut." + attempt.restore().status().phase()));
        world.cutPower(survival);
        attempts.forEach(attempt -> attempt.process().kill());
        auditor.crashed();
        beginLater(1_200);
    }

    /** One day, while the power is off, somebody puts the volume back to what it is now. */
    private void rollBack() {
        world.disk()
                .snapshot(World.VOLUME_PATH)
                .ifPresent(snapshot -> world.agenda().after(random.nextLong(seconds(10)), () -> {
                    if (!healing) {
                        cutPower();
                        snapshot.run();
                        auditor.rolledBack();
                    }
                }));
    }

    private void kill() {
        current().ifPresent(attempt -> {
            world.tally().count("Kill." + attempt.restore().status().phase());
            world.kill(attempt);
            auditor.crashed();
            beginLater(60);
        });
    }

    /** The old process stops, a new one begins elsewhere; one day the old one wakes. */
    private void move() {
        current().ifPresent(attempt -> {
            attempt.process()
                    .stopUntil(world.agenda().now()
                            + seconds(11)
                            + random.nextLong(seconds(random.nextBoolean() ? 2 : 120)));
            world.moveToAnotherHost();
            if (random.nextBoolean()) {
                goal = random.nextInt(world.chain().backups().size());
            }
            begin();
        });
    }

    private void fillDisk() {
        world.faults().full(true);
        world.agenda().after(random.nextLong(seconds(60)), () -> world.faults().full(false));
    }

    private void pause() {
        current().ifPresent(attempt -> {
            attempt.restore().pause();
            world.agenda()
                    .after(
                            random.nextLong(seconds(300)),
                            () -> attempt.restore().resume());
        });
    }

    private void failNext(boolean force) {
        if (force) {
            world.faults().failNextForce();
        } else {
            world.faults().failNextWrite();
        }
    }

    private void beginLater(int mostSeconds) {
        world.agenda().after(random.nextLong(seconds(mostSeconds)), () -> {
            if (current().isEmpty()) {
                maybeRetarget();
                begin();
            }
        });
    }

    private long later(int mostSeconds) {
        return world.agenda().now() + random.nextLong(seconds(mostSeconds));
    }

    private static long seconds(long seconds) {
        return seconds * 1_000_000_000L;
    }
}
