package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Kept;
import io.restorekit.testkit.sim.disk.DiskHook;
import io.restorekit.testkit.sim.disk.Operation;
import io.restorekit.testkit.sim.disk.Operation.Kind;
import java.util.OptionalLong;

/** What goes wrong with the disk of a scenario. */
final class ScenarioDisk implements DiskHook {
    private OptionalLong cutAt = OptionalLong.empty();
    private Kept kept = Kept.ALL;
    private boolean cut;
    private boolean forceFails;

    void cutPowerAt(long operation, Kept what) {
        cutAt = OptionalLong.of(operation);
        kept = what;
        cut = false;
    }

    boolean hasCutPower() {
        return cut;
    }

    /** What the cut in an operation keeps. */
    Kept kept() {
        return kept;
    }

    void failNextForce() {
        forceFails = true;
    }

    /** Whether a force was to fail, and none has come. */
    boolean isForceToFail() {
        return forceFails;
    }

    @Override
    public Answer before(Operation operation) {
        boolean changes = operation.kind().changes();
        if (changes && cutAt.isPresent() && operation.number() == cutAt.getAsLong()) {
            cutAt = OptionalLong.empty();
            cut = true;
            return Answer.CUT_POWER_IN_THE_MIDDLE;
        }
        if (forceFails && operation.kind() == Kind.FORCE) {
            forceFails = false;
            return Answer.FAIL;
        }
        return Answer.GO_ON;
    }
}
