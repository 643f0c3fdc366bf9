package io.restorekit.api;

/**
 * Keeps others off a volume from outside: a lease, a lock that spans hosts, a reservation of the storage. At most one
 * process at a time may hold it, and every process that may restore to the volume has to ask the same one: who does not ask
 * is not kept off.
 *
 * <p>Asked when a restore takes its volume over, before every write, and before a commit is begun and saved. Once it is not
 * held the restore ends with {@link Failure.Kind#OWNERSHIP_LOST}, without another write or commit. In return a restore that
 * takes over from another host need not be afraid of who restored there: it waits for nobody, and leaves the backup that was
 * begun there for the one that is asked for.
 *
 * <p>Honest limits. A fence is worth what its clock is worth: where another process may be given a lease while this one
 * believes in it still, both write. And a write that began while it was held lands afterwards: at most one block of
 * each thread of the volume, but one that the kernel, or a process that was stopped, may carry out late. So let a lease be
 * given up, here, by that much before another may have it. Only a fence in the storage itself keeps such a write out.
 */
@FunctionalInterface
public interface Fence {

    /**
     * Whether this process holds it still. Answered from memory: every write waits for it. Called by several threads at once.
     * Never throws; if it does it is not held.
     */
    boolean isHeld();
}
