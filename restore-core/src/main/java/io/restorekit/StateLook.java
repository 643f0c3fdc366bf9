package io.restorekit;

import io.restorekit.api.Failure;
import io.restorekit.api.RestoreException;
import io.restorekit.api.StoredState;
import io.restorekit.backup.Manifest;
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

    /**
     * The checkpoint of a volume that something was restored into.
     *
     * @throws RestoreException with kind {@code NO_RESTORE_POINT} if there is none that can be believed
     */
    static CheckpointView of(Path volume, Path directory) throws RestoreException {
        try {
            return CheckpointView.of(directory)
                    .orElseThrow(() -> new RestoreException(new Failure(
                            Failure.Kind.NO_RESTORE_POINT,
                            "nothing was restored into " + volume + ": there is no checkpoint in " + directory,
                            "name the state directory of the volume")));
        } catch (CheckpointException e) {
            throw new RestoreException(Failures.of(e), e);
        } catch (DamagedException e) {
            throw new RestoreException(
                    new Failure(
                            Failure.Kind.NO_RESTORE_POINT,
                            "the checkpoint in " + directory + " is damaged: nobody can say what " + volume + " holds",
                            "restore it with its state discarded and its content unknown"),
                    e);
        }
    }

    /** The backup that the volume holds completely, as far as its checkpoint says. */
    static Manifest restorePoint(Path volume, Path directory) throws RestoreException {
        Claim claim = of(volume, directory).checkpoint().claim();
        return claim.complete()
                .orElseThrow(() -> new RestoreException(new Failure(
                        Failure.Kind.NO_RESTORE_POINT,
                        volume + " holds no backup completely: it is in the middle of "
                                + claim.goal().backup(),
                        "let the restore end, or name the backup to compare it with")));
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
