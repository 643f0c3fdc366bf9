package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.DiskHook.Answer;
import java.util.Optional;

/**
 * A moment at which the power goes, and what it leaves.
 *
 * @param number of the operation of the code at which it goes, from 1; one more than there are for the end of the code
 * @param operation what it is; empty for the end of the code
 * @param cut before the operation or in the middle of it
 * @param survival what becomes of what was not forced
 * @param seed decides where {@code survival} leaves it to chance
 */
public record CrashPoint(long number, Optional<Operation> operation, Answer cut, Survival survival, long seed) {

    /** Whether the code had returned before the power went. */
    public boolean hasReturned() {
        return operation.isEmpty();
    }

    @Override
    public String toString() {
        String when = operation
                .map(what -> (cut == Answer.CUT_POWER_BEFORE ? "before" : "in the middle of") + " operation " + number
                        + ", " + what)
                .orElse("after the code had returned");
        return "power cut " + when + "; what was not forced: " + survival + "; seed " + seed;
    }
}
