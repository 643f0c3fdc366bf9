package io.restorekit.target;

import io.restorekit.api.Finding;
import java.util.List;
import java.util.Optional;

/**
 * A place that holds backups. Calls block; each makes one attempt and ends within the adapter's own time limits where
 * the platform allows it. The caller may interrupt a thread in a call and never waits for it to come back.
 *
 * <p>Every failure of the place is a {@link TargetException}. Unreachable is never {@link TargetException.Missing}: an
 * adapter that cannot tell the two apart says {@link TargetException.Unavailable}.
 *
 * <p>Thread-safe: any number of calls may run at once.
 */
public interface BackupTarget extends AutoCloseable {

    /** Opens an object for reading. */
    TargetObject open(ObjectKey key) throws TargetException;

    /**
     * Lists the objects and folders directly in a folder, one page at a time, in the order of their names. A folder that
     * does not exist is empty; use {@link TargetObject} reads to prove that the place is there.
     *
     * @param folder the folder, or {@link ObjectKey#ROOT}
     * @param page the token of the page wanted, empty for the first
     */
    Listing list(ObjectKey folder, Optional<String> page) throws TargetException;

    /** Writes a small object whole, replacing one that is there; readers see the old or the new one, never a mix. */
    void put(ObjectKey key, byte[] content) throws TargetException;

    /** Deletes an object; one that is not there is no error. */
    void delete(ObjectKey key) throws TargetException;

    /** What is said of this place in status and logs: no secrets, no query. */
    String describe();

    /** What a person should know now, for example "DNS unavailable, using addresses of 12:03"; empty when all is well. */
    default Optional<String> notice() {
        return Optional.empty();
    }

    /**
     * Looks at everything that reaching this place depends on: names, addresses, trust, credentials, mounts. Blocks, perhaps
     * for many seconds when something is amiss; a fault is a finding and never an exception. Empty for a place that depends
     * on nothing that can be looked at.
     */
    default List<Finding> preflight() {
        return List.of();
    }

    @Override
    void close();
}
