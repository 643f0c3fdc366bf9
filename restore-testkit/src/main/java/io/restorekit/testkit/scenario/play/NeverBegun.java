package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.restore.Progress;
import io.restorekit.testkit.scenario.restore.RestoreEnding;
import io.restorekit.testkit.scenario.restore.RestoreRun;
import java.util.Optional;

/** A process whose node lost its power before it could say anything. */
record NeverBegun() implements RestoreRun {

    @Override
    public Progress progress() {
        return Progress.NONE;
    }

    @Override
    public Optional<RestoreEnding> ending() {
        return Optional.empty();
    }

    @Override
    public void kill() {}

    @Override
    public void freeze() {}

    @Override
    public void thaw() {}
}
