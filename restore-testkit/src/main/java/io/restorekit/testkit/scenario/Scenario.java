package io.restorekit.testkit.scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A story that can befall a restore: what it begins with, what fails when, and what is expected. It knows nothing of the
 * implementation that it will be told to.
 *
 * @param name short, for reports
 * @param title one line, for people
 * @param store what the chain of backups is like
 * @param holds the backup that the volume holds at the beginning, restored by the same implementation without any fault;
 *     0 for a volume that does not exist
 * @param goal the backup that is to be restored, counted from 1, the oldest; {@link #NEWEST} to follow whatever is made
 * @param declared what it needs beyond what its steps show
 * @param mayEnd whether a restore may end without success before the faults are over, if another one then succeeds
 * @param steps what happens, in order
 */
public record Scenario(
        String name,
        String title,
        StoreShape store,
        int holds,
        int goal,
        Set<Need> declared,
        boolean mayEnd,
        List<Step> steps) {

    /** How many backups every chain has. */
    public static final int BACKUPS = 4;

    /**
     * A goal that moves: the newest backup is followed. The store begins with what the volume holds, at least one backup;
     * blocks of later ones may lie there.
     */
    public static final int NEWEST = 0;

    public Scenario {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("a scenario's name has letters, digits, dots and dashes: " + name);
        }
        if (title.isBlank() || title.contains("\n") || title.contains("#") || !title.equals(title.strip())) {
            throw new IllegalArgumentException(
                    "a scenario's title is one line without #, and without space around it: " + title);
        }
        Objects.requireNonNull(store);
        if (holds != 0) {
            checkBackup(holds);
        }
        if (goal != NEWEST) {
            checkBackup(goal);
        }
        declared = declared.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(declared));
        steps = List.copyOf(steps);
        StepOrder.check(steps);
        Following.check(store, goal, holds, steps);
    }

    /** Begins to tell a scenario in Java. */
    public static ScenarioBuilder named(String name, String title) {
        return new ScenarioBuilder(name, title);
    }

    /** What it needs: what its steps need, and what it declares. */
    public Set<Need> needs() {
        EnumSet<Need> needs = EnumSet.noneOf(Need.class);
        needs.addAll(declared);
        steps.forEach(step -> needs.addAll(Needs.of(step)));
        if (store != StoreShape.PLAIN) {
            needs.add(Need.RESHAPING);
        }
        if (follows()) {
            needs.add(Need.FOLLOWING);
        }
        return needs;
    }

    /** Whether the newest backup is followed. */
    public boolean follows() {
        return goal == NEWEST;
    }

    /** How many backups there are at the beginning. */
    public int made() {
        return follows() ? Math.max(1, holds) : BACKUPS;
    }

    /** With other steps. */
    public Scenario withSteps(List<Step> others) {
        return new Scenario(name, title, store, holds, goal, declared, mayEnd, others);
    }

    /** Whether it stands for many runs: one for each operation on the disk. */
    public boolean isForEveryDiskOperation() {
        return steps.stream().anyMatch(step -> step.moment() instanceof Moment.AtEveryDiskOperation);
    }

    /** As {@link ScenarioText} reads it. */
    @Override
    public String toString() {
        return ScenarioText.print(this);
    }

    static void checkBackup(int number) {
        if (number < 1 || number > BACKUPS) {
            throw new IllegalArgumentException("backups are counted from 1 to " + BACKUPS + ", not " + number);
        }
    }

    static void checkNotNegative(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a time is not negative: " + time);
        }
    }

    static void checkCounted(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("counted from 1, not " + number);
        }
    }
}
