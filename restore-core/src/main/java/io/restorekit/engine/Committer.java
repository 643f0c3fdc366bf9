package io.restorekit.engine;

import io.restorekit.checkpoint.Checkpoint;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Source;
import io.restorekit.stage.Stage;
import io.restorekit.volume.VolumeException;
import io.restorekit.volume.VolumeIdentity;
import java.io.IOException;

/**
 * The one place where a claim becomes durable. Order: ownership looked up, volume forced (its number of the commit with
 * it), identity read, stage forced, checkpoint saved, a stage that it does not need deleted. A claim is never saved before the force that covers it has returned, nor after
 * one that failed: a failed force poisons the volume, and reading the identity of a poisoned volume fails.
 *
 * <p>Used by one thread at a time: one commit is outstanding at most.
 */
final class Committer {
    private final Source source;
    private long number;

    Committer(Source source) {
        this.source = source;
    }

    void commit(VolumeSession session, Claim claim) throws CheckpointException, VolumeException {
        session.store().lookForOwner();
        number = Math.max(number, session.lastCommit()) + 1;
        session.volume().force(number);
        VolumeIdentity identity = session.volume()
                .identity()
                .orElseThrow(() -> new IllegalStateException("a volume that was forced has an identity"));
        if (claim.standing() == Claim.Standing.RESTORED && !session.volume().stillInPlace()) {
            throw new CheckpointException(
                    CheckpointException.Kind.LOST, "the volume's path leads to another file now", null);
        }
        session.store().save(new Checkpoint(source, identity, claim, forceStage(session.stage(), claim)));
        if (!claim.needsStage()) {
            deleteStage(session.stage());
        }
    }

    private static long forceStage(Stage stage, Claim claim) throws CheckpointException {
        try {
            // What is applied was forced before it was marked.
            return claim.standing() == Claim.Standing.STAGING ? stage.force() : claim.needsStage() ? stage.end() : 0;
        } catch (IOException e) {
            throw new CheckpointException(
                    CheckpointException.Kind.UNSAVED, "the stage cannot be forced to disk, and begins anew", e);
        }
    }

    /** One that cannot be deleted now is at the next recovery, or begun anew. */
    private static void deleteStage(Stage stage) {
        try {
            stage.delete();
        } catch (IOException e) {
            RestoreLoop.LOG.debug("the stage stays for a while", e);
        }
    }
}
