package io.restorekit.engine;

import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.CheckpointStore;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.machine.Basis;
import io.restorekit.machine.Believing;
import io.restorekit.volume.Volume;
import io.restorekit.volume.VolumeException;
import io.restorekit.volume.VolumeLock;

/**
 * The volume and its checkpoint, owned: what a restore holds from its recovery to its end.
 *
 * @param lastCommit the greatest number of a commit that the volume or the checkpoint knew
 * @param readsBelieved whether what is read is what the disk holds; otherwise a measured block is written again
 */
record VolumeSession(VolumeLock lock, CheckpointStore store, Volume volume, long lastCommit, boolean readsBelieved)
        implements AutoCloseable {

    /**
     * Whether nobody has written since an orderly stop.
     *
     * @throws CheckpointException with kind {@code LOST} if another owner has taken over
     */
    boolean stands() throws CheckpointException, VolumeException {
        store.lookForOwner();
        return store.load() instanceof Loaded.Found found
                && Believing.weigh(found, volume.identity(), volume.size()) instanceof Basis.Remembered remembered
                && remembered.sure()
                && volume.stillInPlace();
    }

    /** The volume first: its lock must not be free while it is open. */
    @Override
    public void close() {
        volume.close();
        store.close();
        lock.close();
    }
}
