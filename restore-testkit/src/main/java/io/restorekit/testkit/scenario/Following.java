package io.restorekit.testkit.scenario;

import java.util.List;

/** What can be said of a restore that follows the newest backup only, and what of one that has a goal only. */
final class Following {
    private Following() {}

    /**
     * @throws IllegalArgumentException if a step says what is not of its kind, or a backup is named that is not made yet
     */
    static void check(int goal, int holds, List<Step> steps) {
        boolean follows = goal == Scenario.NEWEST;
        int made = Math.max(1, holds);
        for (Step step : steps) {
            if (!follows && isOfFollowing(step.act())) {
                throw new IllegalArgumentException("this needs a goal that moves, goal newest: " + step);
            }
            if (follows && isOfOneGoal(step.act())) {
                throw new IllegalArgumentException("this needs a goal that stays, such as goal backup 2: " + step);
            }
            if (follows && named(step.act()) > made) {
                throw new IllegalArgumentException("that backup is not made yet: " + step);
            }
            if (step.act() instanceof Act.BackUp && ++made > Scenario.BACKUPS) {
                throw new IllegalArgumentException("every chain has " + Scenario.BACKUPS + " backups: " + step);
            }
        }
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

    private static boolean isOfFollowing(Act act) {
        return act instanceof Act.BackUp
                || act instanceof Act.Activate
                || act instanceof Act.Expect expect && expect.what() instanceof Expectation.Activated;
    }

    private static boolean isOfOneGoal(Act act) {
        return act instanceof Act.Rival
                || act instanceof Act.Expect expect
                        && (expect.what() instanceof Expectation.Restored
                                || expect.what() instanceof Expectation.SomeRestored
                                || expect.what() instanceof Expectation.FetchedOnlyTheDifference);
    }
}
