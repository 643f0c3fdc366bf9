package io.restorekit.testkit.sim;

import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreStatus;
import io.restorekit.testkit.sim.disk.Survival;
import io.restorekit.testkit.sim.store.Chain;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The world, the restores in it, and the auditor who looks at both after every event. What happens to them is decided by
 * others: by chance ({@link Simulation}) or by a script.
 */
final class Stage implements Attempt.Witness {
    private static final long MOST_EVENTS = 400_000;

    private static final Set<Phase> LEAVE_THE_VOLUME =
            EnumSet.of(Phase.WAITING, Phase.PAUSED, Phase.STAGING, Phase.WATCHING);

    private final World world;
    private final Beginning beginning;
    private final Auditor auditor;
    private final Supplier<Survival> survival;
    private final BiConsumer<Attempt, Outcome> onEnd;
    private final List<Attempt> attempts = new ArrayList<>();
    private Optional<Goal> unfinished = Optional.empty();
    private final Map<Phase, Runnable> awaited = new EnumMap<>(Phase.class);
    private boolean healed;
    private int cuts;

    /**
     * @param survival what is kept when the power goes in an operation
     * @param onEnd told of each outcome after the auditor
     */
    Stage(
            SplittableRandom random,
            Chain chain,
            Beginning beginning,
            Supplier<Survival> survival,
            BiConsumer<Attempt, Outcome> onEnd) {
        this.world = new World(random, chain, beginning == Beginning.FOLLOWING);
        this.beginning = beginning;
        this.auditor = new Auditor(world);
        this.survival = survival;
        this.onEnd = onEnd;
    }

    World world() {
        return world;
    }

    /** How often the power has gone. */
    int cuts() {
        return cuts;
    }

    String backup(int number) {
        return world.chain().backups().get(number);
    }

    /** Starts a process that restores. One on another host that still runs contests the volume with it. */
    void begin(Goal goal) {
        if (unfinished.filter(other -> !other.equals(goal)).isPresent()) {
            world.tally().count("Crash.another goal after it");
        }
        unfinished = Optional.empty();
        attempts.removeIf(attempt -> !attempt.isUnderWay());
        attempts.add(world.begin(goal, beginning, this));
        if (attempts.size() > 1) {
            attempts.forEach(Attempt::contest);
        }
    }

    /** The latest process, if its restore is under way. */
    Optional<Attempt> current() {
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(attempts.get(attempts.size() - 1)).filter(Attempt::isUnderWay);
    }

    List<Attempt> underWay() {
        return attempts.stream().filter(Attempt::isUnderWay).toList();
    }

    void until(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            next();
        }
    }

    /** One event. */
    void next() {
        if (world.agenda().tasksRun() > MOST_EVENTS || !world.agenda().runNext()) {
            throw new Violation(Invariant.REACHES_THE_GOAL, "the restore spins, or nothing happens any more");
        }
        auditor.look(attempts);
        cutPowerIfOut();
    }

    private void cutPowerIfOut() {
        if (world.disk().isOut()) {
            cutPower(survival.get());
        }
    }

    void cutPower(Survival kept) {
        cuts++;
        countCrash("PowerCut");
        world.cutPower(kept);
        attempts.forEach(attempt -> attempt.process().kill());
        auditor.crashed();
    }

    void kill(Attempt attempt) {
        countCrash("Kill");
        world.kill(attempt);
        auditor.crashed();
    }

    /** Cuts the power, and puts the volume back to an earlier state. */
    void rollBack(Runnable snapshot) {
        cutPower(survival.get());
        snapshot.run();
        auditor.rolledBack();
    }

    /** Where a restore is at work on the volume, nobody can tell whose a write was: then nothing happens. */
    void writesAsSomebody(SplittableRandom random) {
        List<Phase> phases = underWay().stream()
                .map(attempt -> attempt.restore().status().phase())
                .toList();
        if (!healed && LEAVE_THE_VOLUME.containsAll(phases) && auditor.isLeftInOrder()) {
            phases.forEach(phase -> world.tally().count("Foreign hand." + beginning + "." + phase));
            auditor.forgets();
            world.stranger().writeBlock(random);
            cutPowerIfOut();
            auditor.rolledBack();
            if (beginning == Beginning.FOLLOWING) {
                auditor.belongsToSomebody();
            }
        }
    }

    /** Once a restore does this, unless the faults have stopped. */
    void once(Phase phase, Runnable task) {
        awaited.put(phase, task);
    }

    /** The faults stop. */
    void heals() {
        world.heal();
        healed = true;
    }

    /** Whether somebody has written to the volume that is followed. */
    boolean isSomebodys() {
        return auditor.isSomebodys();
    }

    /** Cuts the power, and changes a byte of a file in the state directory. */
    void rot(SplittableRandom random) {
        cutPower(survival.get());
        auditor.rots();
        world.stranger().rot(random);
        cutPowerIfOut();
        auditor.rolledBack();
    }

    private void countCrash(String how) {
        current().ifPresent(attempt -> {
            world.tally().count(how + "." + attempt.restore().status().phase());
            attempt.trail().ends(how);
            unfinished = Optional.of(attempt.goal());
        });
    }

    @Override
    public void changed(Attempt attempt, RestoreStatus status) {
        auditor.changed(attempt, status);
        Optional.ofNullable(awaited.remove(status.phase()))
                .filter(task -> !healed)
                .ifPresent(Runnable::run);
    }

    @Override
    public void ended(Attempt attempt, Outcome outcome) {
        world.journal().tell("outcome", outcome);
        world.tally().count("Outcome." + outcome.getClass().getSimpleName());
        auditor.ended(attempt, outcome);
        world.exit(attempt);
        onEnd.accept(attempt, outcome);
    }
}
