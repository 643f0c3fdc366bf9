package io.restorekit.machine;

import io.restorekit.api.Phase;
import io.restorekit.machine.Event.Committed;
import io.restorekit.machine.Event.Compared;
import io.restorekit.machine.Event.Confirmed;
import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Fetched;
import io.restorekit.machine.Event.Grown;
import io.restorekit.machine.Event.Located;
import io.restorekit.machine.Event.LockKept;
import io.restorekit.machine.Event.Measured;
import io.restorekit.machine.Event.Recovered;
import io.restorekit.machine.Event.Resume;
import io.restorekit.machine.Event.RetryNow;
import io.restorekit.machine.Event.Sampled;
import io.restorekit.machine.Event.StageOpened;
import io.restorekit.machine.Event.StageRead;
import io.restorekit.machine.Event.Stop;
import io.restorekit.machine.Event.Tick;
import io.restorekit.machine.Event.Woken;
import io.restorekit.machine.Event.Written;
import java.util.Optional;

/**
 * Where a restore stands. An event that a state has no method for changes nothing.
 *
 * <pre>
 * Recovering → Locating → Checking → Opening → Transferring → Draining → Ended / Watching
 *      ↑         ↕ ↑                    ↑                        │├────→ Waiting / Paused
 *      │ Comparing │                    └─────── Sealing ←───────┘│
 *      └───────────┴──────────────────────────────────────────────┘
 * </pre>
 */
public sealed interface State
        permits Recovering,
                Locating,
                Comparing,
                Checking,
                Opening,
                Transferring,
                Draining,
                Sealing,
                Watching,
                Activating,
                Waiting,
                Paused,
                Ended {

    /** The state in which a restore begins, and its first effect. */
    static Transition begin(Order order) {
        return Recovering.enter(Run.begin(order));
    }

    /** Begins in order to leave at once: the backup target is not asked for anything. */
    static Transition begin(Order order, Exit wish) {
        return Recovering.enter(Run.begin(order), wish);
    }

    Run run();

    Phase phase();

    /** The volume, while it is open and nobody finds out what it is. */
    default Optional<Held> known() {
        return Optional.empty();
    }

    default Transition on(Recovered event) {
        return stay();
    }

    default Transition on(Located event) {
        return stay();
    }

    default Transition on(Sampled event) {
        return stay();
    }

    default Transition on(Compared event) {
        return stay();
    }

    default Transition on(Committed event) {
        return stay();
    }

    default Transition on(Confirmed event) {
        return stay();
    }

    default Transition on(Grown event) {
        return stay();
    }

    default Transition on(StageOpened event) {
        return stay();
    }

    default Transition on(StageRead event) {
        return stay();
    }

    default Transition on(Measured event) {
        return stay();
    }

    default Transition on(Fetched event) {
        return stay();
    }

    default Transition on(LockKept event) {
        return stay();
    }

    default Transition on(Written event) {
        return stay();
    }

    default Transition on(Failed event) {
        return stay();
    }

    default Transition on(Tick event) {
        return stay();
    }

    default Transition on(Woken event) {
        return stay();
    }

    default Transition on(Stop event) {
        return stay();
    }

    default Transition on(Resume event) {
        return stay();
    }

    default Transition on(RetryNow event) {
        return stay();
    }

    private Transition stay() {
        return Transition.to(this);
    }
}
