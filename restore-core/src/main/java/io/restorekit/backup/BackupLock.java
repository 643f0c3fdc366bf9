package io.restorekit.backup;

import io.restorekit.target.TargetException;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps the backups of one volume from being deleted while one of them is restored. A restore is right without it,
 * because every block proves itself: what the lock prevents is that blocks are gone. It is kept by steps, each due some
 * time after the one before; one that is kept no more expires by itself.
 *
 * <p>Steps block, make one attempt, and may be interrupted. Thread-safe: a step that hangs and answers late does nothing
 * to the steps after it.
 */
public interface BackupLock {

    /**
     * Takes the next step if it is due.
     *
     * @throws BackupException with kind {@code LOCK_BUSY} if a deletion has precedence; nothing is held then
     * @throws TargetException if the place cannot be reached; the next step is due soon
     */
    void step() throws TargetException, BackupException;

    /** How long until the next step is due; zero if it is overdue. */
    Duration due();

    /** Why the backups are not protected, where that is known. No call to the backup target. */
    Optional<String> notice();

    /** Whether something in the backup target is to be taken away. No call to the backup target. */
    boolean isThere();

    /** Gives it up. The next step begins anew. */
    void release() throws TargetException;
}
