package io.restorekit.engine;

import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.CheckpointStore;
import io.restorekit.stage.Stage;
import io.restorekit.volume.Volume;
import io.restorekit.volume.VolumeException;
import io.restorekit.volume.VolumeLock;

/**
 * The volume and its checkpoint, owned: what a restore holds from its recovery to its end.
 *
 * @param lastCommit the greatest number of a commit that the volume or the checkpoint knew
 * @param seen how the volume was left
 * @param readsBelieved whether what is read is what the disk holds; otherwise a measured block is written again
 */
record VolumeSession(
        VolumeLock lock,
        CheckpointStore store,
        Volume volume,
        Stage stage,
        LastSeen seen,
        long lastCommit,
        boolean readsBelieved)
        implements AutoCloseable {

    /**
     * Whether the volume is in its place, and nobody has written to it since we did.
     *
     * @throws CheckpointException with kind {@code LOST} if another owner has taken over
     */
    boolean stands() throws CheckpointException, VolumeException {
        store.lookForOwner();
        return volume.stillInPlace() && seen.isStill(volume);
    }

    /** The volume first: its lock must not be free while it is open. */
    @Override
    public void close() {
        volume.close();
        stage.close();
        store.close();
        lock.close();
    }
}
