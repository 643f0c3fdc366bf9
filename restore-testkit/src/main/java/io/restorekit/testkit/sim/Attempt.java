package io.restorekit.testkit.sim;

import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreStatus;
import io.restorekit.engine.RestoreLoop;
import io.restorekit.engine.Surroundings;
import java.nio.file.FileSystem;
import java.util.Optional;

/** One process with one restore in it, from its start to its end or death. */
final class Attempt implements RestoreListener {
    private final Process process;
    private final FileSystem files;
    private final SimWorkers workers;
    private final Trail trail;
    private final Goal goal;
    private final Witness witness;
    private final long begunAt;
    private final int fatalFaultsBefore;
    private final RestoreLoop restore;
    private Optional<Outcome> outcome = Optional.empty();
    private boolean contested;

    /** Is told of each change of status and of the outcome. */
    interface Witness {
        void changed(Attempt attempt, RestoreStatus status);

        void ended(Attempt attempt, Outcome outcome);
    }

    Attempt(
            Process process,
            FileSystem files,
            SimWorkers workers,
            Trail trail,
            Surroundings around,
            long begunAt,
            int fatalFaultsBefore,
            Witness witness) {
        this.process = process;
        this.files = files;
        this.workers = workers;
        this.trail = trail;
        this.goal = around.request().goal();
        this.witness = witness;
        this.begunAt = begunAt;
        this.fatalFaultsBefore = fatalFaultsBefore;
        this.restore = RestoreLoop.start(around, this, Runnable::run);
    }

    @Override
    public void changed(RestoreStatus status) {
        witness.changed(this, status);
    }

    @Override
    public void ended(Outcome how) {
        outcome = Optional.of(how);
        witness.ended(this, how);
    }

    Process process() {
        return process;
    }

    FileSystem files() {
        return files;
    }

    SimWorkers workers() {
        return workers;
    }

    Trail trail() {
        return trail;
    }

    RestoreLoop restore() {
        return restore;
    }

    Goal goal() {
        return goal;
    }

    boolean isUnderWay() {
        return process.alive() && outcome.isEmpty();
    }

    /** Somebody elsewhere restores the same volume: one of the two ends. */
    void contest() {
        contested = true;
    }

    boolean isContested() {
        return contested;
    }

    long begunAt() {
        return begunAt;
    }

    /** How many writes and forces had been made to fail when it began. */
    int fatalFaultsBefore() {
        return fatalFaultsBefore;
    }
}
