package io.restorekit.testkit.contract;

import io.restorekit.target.BackupTarget;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/**
 * What every {@link BackupTarget} has to do. Extend it in the adapter's own tests:
 *
 * <pre>{@code
 * class MyBackupTargetTest extends BackupTargetContract {
 *     @Override
 *     protected BackupTarget openTarget() {
 *         return new MyBackupTarget(emptyPlace());
 *     }
 *
 *     @Override
 *     protected void putRaw(String path, byte[] content) {
 *         place.write(path, content);
 *     }
 * }
 * }</pre>
 *
 * <p>Each test gets a fresh, empty place. The contract works under the folder {@code backupstore/} alone, and puts an
 * object there before anything else: a place that has to show a marker of the store before its absences are believed
 * shows it.
 *
 * <p>What a place does when it is unreachable is not part of it: each adapter has failures of its own.
 */
public abstract class BackupTargetContract extends ConcurrencyCases {

    /** For subclasses; JUnit makes an instance for each test. */
    protected BackupTargetContract() {}

    /** Opens a backup target over a fresh and empty place. Called once in each test, which closes it at its end. */
    @Override
    protected abstract BackupTarget openTarget() throws Exception;

    /**
     * Puts an object into the place of the last {@link #openTarget}, behind the target's back. May be called from
     * several threads.
     *
     * @param path the key, relative to the root of the target; folders in it are made where the place has folders
     */
    @Override
    protected abstract void putRaw(String path, byte[] content) throws Exception;

    /**
     * Whether the place can hold this key at all. A directory cannot where the platform's encoding lacks a letter; the
     * case is then skipped. All keys by default.
     */
    @Override
    protected boolean canHold(String path) {
        return true;
    }

    /** What the target was given that must never be seen, such as its secret key. Nothing by default. */
    @Override
    protected Set<String> secrets() {
        return Set.of();
    }

    /** The time by the place's own clock. This machine's by default. */
    @Override
    protected Instant serverTime() {
        return Clock.systemUTC().instant();
    }

    /**
     * How many objects a folder gets so that its listing takes several pages. Every page of the place must be smaller;
     * 2,500 by default, as S3 gives 1,000 at a time. A place that lists whole folders needs no more than a few.
     */
    @Override
    protected int manyEntries() {
        return 2_500;
    }
}
