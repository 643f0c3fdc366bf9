package io.restorekit.standby;

import io.restorekit.api.Activation;
import io.restorekit.api.Restore;
import java.util.concurrent.CompletionStage;

/**
 * A volume that is kept at the newest backup until it is needed. Thread-safe; no method blocks.
 *
 * <p>Once it holds a backup it holds one at any moment: the next one is staged beside it, and applied without the backup
 * target when all of it is there. A backup that was begun is finished before a newer one, so that frequent backups do not
 * keep it from ever ending.
 *
 * <p>A followed volume that somebody else has written to is not touched any more; the status says that a person is needed.
 */
public interface StandbyVolume extends Restore {

    /**
     * Leaves the volume, at a backup that it holds completely, to whoever uses it from now on: for ever. Finishes a stage
     * that is being applied; one that is not complete is left. Asks the backup target for nothing.
     *
     * @return completes when all threads have left the volume and its locks are free; exceptionally with a
     *     {@link io.restorekit.api.RestoreException} that says why the volume could not be activated, and then it is followed
     *     on, unless {@link #outcome} says that it has ended
     */
    CompletionStage<Activation> activate();
}
