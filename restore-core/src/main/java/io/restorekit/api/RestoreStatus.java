package io.restorekit.api;

import java.util.List;
import java.util.Optional;

/**
 * A restore at one moment.
 *
 * @param goal the backup being restored, once it is known
 * @param totalBytes what has to be brought into agreement with the goal in this run of the goal; 0 until known
 * @param doneBytes how much of it is written (or was found right)
 * @param claimedBytes how much of it the checkpoint claims: durable, and never done again
 * @param reason why it waits, where it does
 * @param needsAttention whether a person is needed
 * @param restorePoint the backup that the volume holds completely now; empty once a restore has begun to write
 * @param blocksSetAside blocks that failed and will be tried again
 * @param lostCalls calls to the backup target that hang and were given up
 * @param notices what a person should know
 */
public record RestoreStatus(
        Phase phase,
        Optional<String> goal,
        long totalBytes,
        long doneBytes,
        long claimedBytes,
        Optional<Failure> reason,
        boolean needsAttention,
        Optional<String> restorePoint,
        int blocksSetAside,
        int lostCalls,
        List<String> notices) {

    public RestoreStatus {
        notices = List.copyOf(notices);
    }
}
