package io.restorekit.engine;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreStatus;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.machine.Basis;
import io.restorekit.machine.Ended;
import io.restorekit.machine.Held;
import io.restorekit.machine.State;
import io.restorekit.machine.TransferView;
import io.restorekit.machine.Waiting;
import io.restorekit.machine.Watching;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is said of a state. */
final class StatusView {
    private StatusView() {}

    static RestoreStatus first() {
        return new RestoreStatus(
                Phase.RECOVERING,
                Optional.empty(),
                0,
                0,
                0,
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                0,
                List.of());
    }

    /** Where a state holds no transfer, its figures are those of the last one. */
    static RestoreStatus of(State state, RestoreStatus last, int lostCalls, List<String> notices) {
        // What was compared is no part of what was restored.
        RestoreStatus before = last.phase() == Phase.COMPARING ? first() : last;
        Optional<TransferView> transfer = TransferView.of(state);
        return new RestoreStatus(
                state.phase(),
                transfer.map(TransferView::goal).or(before::goal),
                transfer.map(TransferView::totalBytes).orElse(before.totalBytes()),
                transfer.map(TransferView::doneBytes)
                        .orElse(isReached(state) ? before.totalBytes() : before.doneBytes()),
                transfer.map(TransferView::claimedBytes).orElse(claimed(state, before)),
                reason(state),
                state instanceof Waiting waiting && waiting.attention(),
                restorePoint(state),
                transfer.map(TransferView::setAside).orElse(before.blocksSetAside()),
                lostCalls,
                Stream.concat(
                                notices.stream(),
                                Stream.of(distrust(state), transfer.flatMap(StatusView::detour))
                                        .flatMap(Optional::stream))
                        .toList());
    }

    private static Optional<String> detour(TransferView transfer) {
        return transfer.detour()
                ? Optional.of("finishing " + transfer.goal() + ", which was begun, before the backup asked for")
                : Optional.empty();
    }

    /** Why the checkpoint that is there is not believed. */
    private static Optional<String> distrust(State state) {
        return state.known().map(Held::basis).map(StatusView::words);
    }

    private static @Nullable String words(Basis basis) {
        if (basis instanceof Basis.Unwatched unwatched) {
            return unwatched.why() + ": all of it is read";
        }
        return basis instanceof Basis.Distrusted distrusted ? distrusted.why() + ": every block is measured" : null;
    }

    private static boolean isReached(State state) {
        return state instanceof Watching
                || state instanceof Ended ended
                        && (ended.outcome() instanceof Outcome.Restored || ended.outcome() instanceof Outcome.Verified);
    }

    private static long claimed(State state, RestoreStatus before) {
        if (isReached(state)) {
            return before.totalBytes();
        }
        boolean orderly = state.known()
                .map(Held::basis)
                .filter(basis -> basis instanceof Basis.Remembered remembered
                        && remembered.claim().standing() == Claim.Standing.STOPPED)
                .isPresent();
        return orderly ? before.doneBytes() : before.claimedBytes();
    }

    private static Optional<Failure> reason(State state) {
        return state instanceof Waiting waiting
                ? Optional.of(waiting.reason())
                : state.run().troubledBy();
    }

    private static Optional<String> restorePoint(State state) {
        if (state instanceof Ended ended && ended.outcome() instanceof Outcome.Restored restored) {
            return Optional.of(restored.backup());
        }
        if (state instanceof Ended ended && ended.outcome() instanceof Outcome.Activated activated) {
            return Optional.of(activated.activation().backup());
        }
        return state.known()
                .filter(held -> !(held.basis() instanceof Basis.Unwatched)
                        && !state.run().order().verifies())
                .flatMap(Held::claim)
                .flatMap(Claim::complete)
                .map(Manifest::backup);
    }
}
