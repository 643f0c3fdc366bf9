package io.restorekit.engine;

import io.restorekit.checkpoint.Checkpoint;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Source;
import io.restorekit.volume.VolumeException;
import io.restorekit.volume.VolumeIdentity;

/**
 * The one place where a claim becomes durable. Order: ownership looked up, volume forced (its number of the commit with
 * it), identity read, checkpoint saved. A claim is never saved before the force that covers it has returned, nor after
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
        session.store().save(new Checkpoint(source, identity, claim));
    }
}
