package io.restorekit.engine;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreStatus;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.machine.Activating;
import io.restorekit.machine.Basis;
import io.restorekit.machine.Checking;
import io.restorekit.machine.Draining;
import io.restorekit.machine.Ended;
import io.restorekit.machine.Held;
import io.restorekit.machine.Locating;
import io.restorekit.machine.Opening;
import io.restorekit.machine.Paused;
import io.restorekit.machine.Recovering;
import io.restorekit.machine.Sealing;
import io.restorekit.machine.State;
import io.restorekit.machine.TransferView;
import io.restorekit.machine.Transferring;
import io.restorekit.machine.Waiting;
import io.restorekit.machine.Watching;
import io.restorekit.machine.Way;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    static RestoreStatus of(State state, RestoreStatus before, int lostCalls, List<String> notices) {
        Optional<TransferView> transfer = TransferView.of(state);
        return new RestoreStatus(
                phase(state),
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
        return held(state)
                .map(Held::basis)
                .filter(Basis.Distrusted.class::isInstance)
                .map(basis -> ((Basis.Distrusted) basis).why() + ": every block is measured");
    }

    private static boolean isReached(State state) {
        return state instanceof Watching || state instanceof Ended ended && ended.outcome() instanceof Outcome.Restored;
    }

    private static long claimed(State state, RestoreStatus before) {
        if (isReached(state)) {
            return before.totalBytes();
        }
        boolean orderly = held(state)
                .map(Held::basis)
                .filter(basis -> basis instanceof Basis.Remembered remembered
                        && remembered.claim().standing() == Claim.Standing.STOPPED)
                .isPresent();
        return orderly ? before.doneBytes() : before.claimedBytes();
    }

    private static Phase phase(State state) {
        if (state instanceof Recovering) {
            return Phase.RECOVERING;
        }
        if (state instanceof Locating) {
            return Phase.LOCATING;
        }
        if (state instanceof Checking) {
            return Phase.CHECKING;
        }
        if (state instanceof Opening) {
            return Phase.OPENING;
        }
        if (state instanceof Transferring transferring) {
            return phase(transferring.plan().way());
        }
        if (state instanceof Draining) {
            return Phase.DRAINING;
        }
        if (state instanceof Sealing) {
            return Phase.SEALING;
        }
        if (state instanceof Watching) {
            return Phase.WATCHING;
        }
        if (state instanceof Activating) {
            return Phase.ACTIVATING;
        }
        if (state instanceof Waiting) {
            return Phase.WAITING;
        }
        return state instanceof Paused ? Phase.PAUSED : Phase.ENDED;
    }

    private static Phase phase(Way way) {
        if (way instanceof Way.Staging) {
            return Phase.STAGING;
        }
        return way instanceof Way.Applying ? Phase.APPLYING : Phase.TRANSFERRING;
    }

    private static Optional<Failure> reason(State state) {
        return state instanceof Waiting waiting
                ? Optional.of(waiting.reason())
                : state.run().troubledBy();
    }

    private static Optional<Held> held(State state) {
        if (state instanceof Locating locating) {
            return Optional.of(locating.held());
        }
        if (state instanceof Checking checking) {
            return Optional.of(checking.held());
        }
        if (state instanceof Opening opening) {
            return Optional.of(opening.held());
        }
        if (state instanceof Transferring transferring) {
            return Optional.of(transferring.held());
        }
        if (state instanceof Draining draining) {
            return Optional.of(draining.held());
        }
        if (state instanceof Sealing sealing) {
            return Optional.of(sealing.held());
        }
        if (state instanceof Watching watching) {
            return Optional.of(watching.held());
        }
        if (state instanceof Activating activating) {
            return Optional.of(activating.held());
        }
        if (state instanceof Waiting waiting) {
            return waiting.held();
        }
        return state instanceof Paused paused ? paused.held() : Optional.empty();
    }

    private static Optional<String> restorePoint(State state) {
        if (state instanceof Ended ended && ended.outcome() instanceof Outcome.Restored restored) {
            return Optional.of(restored.backup());
        }
        if (state instanceof Ended ended && ended.outcome() instanceof Outcome.Activated activated) {
            return Optional.of(activated.activation().backup());
        }
        return held(state).flatMap(Held::claim).flatMap(Claim::complete).map(Manifest::backup);
    }
}
