package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.restore.Progress;
import io.restorekit.testkit.scenario.restore.RestoreEnding;
import io.restorekit.testkit.scenario.restore.RestoreRun;
import java.util.Optional;

/** A run that can die: what it does on its way out counts as nothing, and its node notices. */
final class MortalRun implements RestoreRun {
    private final RestoreRun run;
    private final Runnable onDeath;
    private Optional<RestoreEnding> ending = Optional.empty();
    private Progress progress = Progress.NONE;
    private boolean dead;

    /**
     * @param onDeath takes away what the process had
     */
    MortalRun(RestoreRun run, Runnable onDeath) {
        this.run = run;
        this.onDeath = onDeath;
    }

    /** As it was when it was last asked alive. */
    @Override
    public Progress progress() {
        progress = dead ? progress : run.progress();
        return progress;
    }

    boolean isDead() {
        return dead;
    }

    /** Whether nothing more is to come of it. */
    boolean isOver() {
        return dead || ending().isPresent();
    }

    /** As it was when it was last asked alive. */
    @Override
    public Optional<RestoreEnding> ending() {
        ending = dead ? ending : run.ending();
        return ending;
    }

    /** What it had is gone first: code that is on its way out changes nothing any more. */
    @Override
    public void kill() {
        dead = true;
        onDeath.run();
        run.kill();
    }

    @Override
    public void freeze() {
        run.freeze();
    }

    @Override
    public void thaw() {
        run.thaw();
    }

    @Override
    public void cancel() {
        run.cancel();
    }

    @Override
    public void activate() {
        run.activate();
    }
}
