package io.restorekit.testkit.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Scenarios that a seed makes up: a few faults, kills, power cuts and freezes, one after the other or within each other; all
 * is over before the restore is expected to be done. Where it is offered, some follow the newest backup. The same seed and
 * the same offers make the same scenario.
 */
public final class RandomScenario {
    private static final int MOST_EPISODES = 4;
    private static final int LONGEST_SECONDS = 1_800;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final SplittableRandom random;
    private final Set<Need> offered;
    private final List<Step> steps = new ArrayList<>();
    private final EnumSet<FaultKind> under = EnumSet.noneOf(FaultKind.class);
    private boolean follows;
    private int made;
    private int percent;

    private RandomScenario(long seed, Set<Need> offered) {
        this.random = new SplittableRandom(seed);
        this.offered = offered;
    }

    /** One that needs no more than is offered. */
    public static Scenario of(long seed, Set<Need> offered) {
        return new RandomScenario(seed, offered).make("random-" + Long.toHexString(seed), seed);
    }

    private Scenario make(String name, long seed) {
        int chance = random.nextInt(3);
        int goal = 1 + random.nextInt(Scenario.BACKUPS);
        follows = offered.contains(Need.FOLLOWING) && random.nextInt(4) == 0;
        // Before it holds a backup nobody can leave a volume to others.
        int holds = follows ? Math.max(1, chance) : chance;
        made = holds;
        int episodes = 1 + random.nextInt(MOST_EPISODES);
        for (int i = 0; i < episodes; i++) {
            backUp(new Moment.Then());
            percent += random.nextInt(5, 25);
            episode(new Moment.AtPercent(percent));
        }
        end();
        return new Scenario(
                name,
                "Made up by seed " + seed,
                StoreShape.PLAIN,
                goal == holds && !follows ? 0 : holds,
                follows ? Scenario.NEWEST : goal,
                Set.of(),
                false,
                steps);
    }

    private void backUp(Moment moment) {
        if (follows && made < Scenario.BACKUPS) {
            add(moment, new Act.BackUp());
            made++;
            percent = 0;
        }
    }

    private void end() {
        if (!follows) {
            add(new Moment.Then(), new Act.Expect(new Expectation.Restored(PATIENCE)));
        } else if (random.nextBoolean()) {
            add(later(), new Act.Activate());
            add(new Moment.Then(), new Act.Expect(new Expectation.Activated(PATIENCE)));
        } else {
            backUp(later());
            add(new Moment.Then(), new Act.Expect(new Expectation.Holds(made, PATIENCE)));
        }
    }

    private void episode(Moment moment) {
        boolean network = offered.contains(Need.NETWORK);
        boolean process = offered.contains(Need.PROCESS);
        boolean disk = offered.contains(Need.DISK) && process;
        int chance = random.nextInt(100);
        if (network && (chance < 55 || !process)) {
            fault(moment);
        } else if (disk && chance < 80) {
            add(moment, new Act.PowerCut(Kept.values()[random.nextInt(Kept.values().length)]));
            add(later(), new Act.Restart(random.nextInt(4) == 0));
        } else if (process && chance < 92) {
            add(moment, new Act.Kill());
            add(later(), new Act.Restart(random.nextInt(4) == 0));
        } else if (process) {
            add(moment, new Act.Freeze());
            add(later(), new Act.Thaw());
        }
    }

    /** Where it lasts, now and then something else happens meanwhile. */
    private void fault(Moment moment) {
        FaultKind kind = FaultKind.values()[random.nextInt(FaultKind.values().length)];
        if (!under.add(kind)) {
            return;
        }
        boolean few = kind.canBeScoped() && random.nextInt(3) == 0;
        boolean ofBlocks = few && random.nextBoolean() && kind != FaultKind.LOGIN_PAGE;
        Scope scope = ofBlocks ? new Scope.Blocks() : new Scope.Everything();
        OptionalInt times = few ? OptionalInt.of(1 + random.nextInt(3)) : OptionalInt.empty();
        add(moment, new Act.Begins(new Fault(kind, scope, times)));
        if (random.nextInt(3) == 0) {
            episode(later());
        }
        add(later(), new Act.Ends(kind));
        under.remove(kind);
    }

    private Moment later() {
        int seconds = random.nextInt(3) == 0 ? random.nextInt(LONGEST_SECONDS) : random.nextInt(20);
        return new Moment.After(Duration.ofSeconds(seconds));
    }

    private void add(Moment moment, Act act) {
        steps.add(new Step(moment, act));
    }
}
