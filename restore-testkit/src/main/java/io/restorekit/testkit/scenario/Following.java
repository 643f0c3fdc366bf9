package io.restorekit.testkit.scenario;

import java.util.List;

/**
 * What can be said of a restore that follows the newest backup, and what of one that has a goal only; and of the former,
 * which steps can follow which: what is named is made, and who was told that the volume is needed has left it.
 */
final class Following {
    private final StoreShape store;
    private final boolean follows;
    private int made;
    private boolean held;
    private boolean deleting;
    private boolean left;

    private Following(StoreShape store, int goal, int holds) {
        this.store = store;
        this.follows = goal == Scenario.NEWEST;
        this.made = Math.max(1, holds);
        this.held = holds > 0;
    }

    /**
     * @throws IllegalArgumentException if a step says what is not of its kind, or what nobody can do where it stands
     */
    static void check(StoreShape store, int goal, int holds, List<Step> steps) {
        Following following = new Following(store, goal, holds);
        for (Step step : steps) {
            String why = following.follows ? following.comes(step) : ofFollowing(step.act());
            if (!why.isEmpty()) {
                throw new IllegalArgumentException(why + ": " + step);
            }
        }
    }

    private static String ofFollowing(Act act) {
        return act instanceof Act.BackUp || act instanceof Act.Activate || isActivated(act)
                ? "this needs a goal that moves, goal newest"
                : "";
    }

    /** Why it cannot; empty if it can. */
    private String comes(Step step) {
        Act act = step.act();
        if (isOfOneGoal(act) || step.moment() instanceof Moment.AtEveryDiskOperation) {
            return "this needs a goal that stays, such as goal backup 2";
        }
        if (step.moment() instanceof Moment.AtPercent && store == StoreShape.BLOCK_SIZE_CHANGES) {
            return "how much of a backup has come cannot be told where the block size changes";
        }
        if (named(act) > made) {
            return "that backup is not made yet";
        }
        if (left && !canComeLater(act)) {
            return "the volume was needed before, and is left";
        }
        return happens(act);
    }

    private String happens(Act act) {
        if (act instanceof Act.Activate) {
            left = true;
            return held
                    ? ""
                    : "before it holds a backup nobody can leave a volume (volume backup N, expect holds backup N)";
        }
        if (isActivated(act)) {
            return left ? "" : "nobody was told that the volume is needed (activate)";
        }
        if (act instanceof Act.BackUp) {
            if (deleting) {
                return "who deletes may delete what is of it, too (bring back)";
            }
            return ++made > Scenario.BACKUPS ? "every chain has " + Scenario.BACKUPS + " backups" : "";
        }
        held |= isHeld(act);
        deleting = act instanceof Act.Delete || deleting && !(act instanceof Act.BringBack);
        return "";
    }

    private static boolean canComeLater(Act act) {
        return act instanceof Act.Begins
                || act instanceof Act.Ends
                || act instanceof Act.Freeze
                || act instanceof Act.Thaw
                || act instanceof Act.BringBack
                || act instanceof Act.Expect && !isHeld(act);
    }

    /** The backup that is taken away, or expected to be held; 0 if none is. */
    private static int named(Act act) {
        if (act instanceof Act.Lose lose) {
            return lose.backup();
        }
        if (act instanceof Act.Expect expect && expect.what() instanceof Expectation.Holds holds) {
            return holds.backup();
        }
        return act instanceof Act.Delete delete ? delete.backup() : 0;
    }

    private static boolean isHeld(Act act) {
        return act instanceof Act.Expect expect && expect.what() instanceof Expectation.Holds;
    }

    private static boolean isActivated(Act act) {
        return act instanceof Act.Expect expect && expect.what() instanceof Expectation.Activated;
    }

    private static boolean isOfOneGoal(Act act) {
        return act instanceof Act.Rival
                || act instanceof Act.Begins begins && begins.fault().scope() instanceof Scope.OneBlock
                || act instanceof Act.Expect expect
                        && (expect.what() instanceof Expectation.Restored
                                || expect.what() instanceof Expectation.SomeRestored
                                || expect.what() instanceof Expectation.FetchedTwice
                                || expect.what() instanceof Expectation.FetchedOnlyTheDifference);
    }
}
