package io.restorekit.testkit.scenario;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which steps can follow which: what ends has begun, who is killed lives, and no time comes before another that is later. */
final class StepOrder {
    private final Set<FaultKind> begun = EnumSet.noneOf(FaultKind.class);
    private boolean alive = true;
    private boolean frozen;
    private boolean missing;
    private boolean restores;
    private Duration earliest = Duration.ZERO;

    private StepOrder() {}

    /**
     * @throws IllegalArgumentException if a step cannot come where it stands, or would do nothing there
     */
    static void check(List<Step> steps) {
        StepOrder order = new StepOrder();
        for (Step step : steps) {
            order.comes(step.moment(), step);
            String why = order.restores || !needsARestore(step.act())
                    ? order.happens(step.act())
                    : "at 0s nobody restores yet";
            if (!why.isEmpty()) {
                throw new IllegalArgumentException(why + ": " + step);
            }
        }
    }

    private void comes(Moment moment, Step step) {
        boolean counts = moment instanceof Moment.AtDiskOperation || moment instanceof Moment.AtEveryDiskOperation;
        if (counts && restores) {
            throw new IllegalArgumentException("before this only what comes at 0s can be: " + step);
        }
        if (moment instanceof Moment.After after) {
            earliest = earliest.plus(after.time());
        } else if (moment instanceof Moment.At at) {
            if (at.time().compareTo(earliest) < 0) {
                throw new IllegalArgumentException(
                        "the steps above take at least " + Durations.print(earliest) + ": " + step);
            }
            earliest = at.time();
        }
        restores |= !moment.equals(new Moment.At(Duration.ZERO));
    }

    /** Why it cannot; empty if it can. */
    private String happens(Act act) {
        if (act instanceof Act.Begins begins) {
            begun.add(begins.fault().kind());
        } else if (act instanceof Act.Ends ends) {
            return begun.remove(ends.kind()) ? "" : "what ends must have begun";
        } else if (act instanceof Act.Lose || act instanceof Act.Delete) {
            missing = true;
        } else if (act instanceof Act.BringBack) {
            boolean can = missing;
            missing = false;
            return can ? "" : "what is brought back must be gone";
        } else if (act instanceof Act.Restart || act instanceof Act.Rival) {
            alive = true;
            frozen = false;
        } else if (act instanceof Act.Thaw) {
            boolean can = frozen;
            frozen = false;
            return can ? "" : "who is thawed must be frozen";
        } else if (!alive && needsALife(act)) {
            return "the process was killed before";
        } else if (act instanceof Act.Kill || act instanceof Act.PowerCut) {
            alive = false;
            frozen = false;
        } else if (act instanceof Act.Freeze) {
            frozen = true;
        }
        return "";
    }

    private static boolean needsARestore(Act act) {
        return needsALife(act) && !(act instanceof Act.ForceFails)
                || act instanceof Act.Restart
                || act instanceof Act.Rival
                || act instanceof Act.Expect;
    }

    private static boolean needsALife(Act act) {
        return act instanceof Act.Kill
                || act instanceof Act.Freeze
                || act instanceof Act.Cancel
                || act instanceof Act.Activate
                || act instanceof Act.ForceFails;
    }
}
