package io.restorekit.testkit.scenario;

import java.util.Objects;

/**
 * One line of a scenario.
 *
 * @param moment when it comes
 * @param act what happens
 */
public record Step(Moment moment, Act act) {

    public Step {
        Objects.requireNonNull(moment);
        Objects.requireNonNull(act);
        boolean cutsPower = act instanceof Act.PowerCut;
        if (!cutsPower && (moment instanceof Moment.AtDiskOperation || moment instanceof Moment.AtEveryDiskOperation)) {
            throw new IllegalArgumentException("only a power-cut can come " + moment + ", not " + act);
        }
    }

    /** As it is written in a scenario's text. */
    @Override
    public String toString() {
        return moment + ": " + act;
    }
}
