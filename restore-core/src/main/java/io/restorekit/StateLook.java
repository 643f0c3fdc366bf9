package io.restorekit;

import io.restorekit.api.RestoreException;
import io.restorekit.api.StoredState;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.CheckpointView;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.DamagedException;
import io.restorekit.checkpoint.RestorePoint;
import io.restorekit.engine.Failures;
import io.restorekit.machine.Believing;
import io.restorekit.machine.Plan;
import java.nio.file.Path;

/** Tells in the caller's words what a state directory holds. */
final class StateLook {
    private StateLook() {}

    static StoredState at(Path directory) throws RestoreException {
        try {
            return CheckpointView.of(directory).map(StateLook::known).orElseGet(StoredState.None::new);
        } catch (DamagedException e) {
            return new StoredState.Damaged(String.valueOf(e.getMessage()));
        } catch (CheckpointException e) {
            throw new RestoreException(Failures.of(e), e);
        }
    }

    private static StoredState known(CheckpointView view) {
        Claim claim = view.checkpoint().claim();
        Plan plan = Believing.left(claim);
        return new StoredState.Known(
                view.checkpoint().source().place(),
                view.checkpoint().source().volume(),
                claim.goal().backup(),
                StoredState.Standing.valueOf(claim.standing().name()),
                plan.totalBytes(),
                plan.totalBytes() - plan.remainingBytes(),
                view.restorePoint().map(RestorePoint::backup),
                view.owner(),
                view.saved());
    }
}
