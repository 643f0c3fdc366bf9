package io.restorekit.machine;

import java.util.Optional;

/**
 * The figures of the transfer that a state holds, for people. Bytes are of blocks that differ between what the volume
 * was believed to hold and the goal.
 *
 * @param goal the backup
 * @param setAside blocks that failed too often and are tried again later
 * @param detour whether another goal was asked for, and comes after this one
 */
public record TransferView(
        String goal, long totalBytes, long doneBytes, long claimedBytes, int inFlight, int setAside, boolean detour) {

    /** Empty for a state that holds no transfer. */
    public static Optional<TransferView> of(State state) {
        if (state instanceof Transferring transferring) {
            return Optional.of(of(transferring.plan(), transferring.transfer()));
        }
        if (state instanceof Draining draining) {
            return Optional.of(of(draining.plan(), draining.transfer()));
        }
        if (state instanceof Comparing comparing) {
            return Optional.of(of(comparing));
        }
        return Optional.empty();
    }

    /** Nothing is restored by comparing. */
    private static TransferView of(Comparing comparing) {
        long all = comparing.with().blocks().volumeSize();
        return new TransferView(comparing.with().backup(), all, comparing.comparedBytes(), 0, 0, 0, false);
    }

    private static TransferView of(Plan plan, Transfer transfer) {
        return new TransferView(
                plan.goal().backup(),
                transfer.totalBytes(),
                transfer.doneBytes(),
                transfer.claimedBytes(),
                transfer.inFlight(),
                transfer.backlog().asideCount(),
                plan.detour());
    }
}
