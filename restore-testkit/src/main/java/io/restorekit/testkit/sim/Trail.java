package io.restorekit.testkit.sim;

import io.restorekit.engine.Trace;
import io.restorekit.machine.Draining;
import io.restorekit.machine.Event;
import io.restorekit.machine.Opening;
import io.restorekit.machine.State;
import io.restorekit.machine.TransferView;
import io.restorekit.machine.Transferring;
import java.util.Optional;

/** Follows the states of one restore: counts what happens in which of them, and knows what a crash would cost. */
final class Trail implements Trace {
    private final Tally tally;
    private Optional<State> last = Optional.empty();

    Trail(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void moved(State from, Event event, State to) {
        tally.count("Transition." + from.getClass().getSimpleName() + "+"
                + event.getClass().getSimpleName());
        last = Optional.of(to);
    }

    /** Its process dies now. */
    void ends(String how) {
        if (last.filter(Trail::commits).isPresent()) {
            tally.count("Crash.a commit lost by " + how);
        }
        if (last.filter(Trail::hasUnclaimed).isPresent()) {
            tally.count("Crash.writes unclaimed at " + how);
        }
    }

    private static boolean commits(State state) {
        return state instanceof Opening opening && !opening.committed()
                || state instanceof Transferring transferring
                        && transferring.commit().isPresent()
                || state instanceof Draining draining && draining.commit().isPresent();
    }

    private static boolean hasUnclaimed(State state) {
        return TransferView.of(state)
                .filter(view -> view.doneBytes() > view.claimedBytes())
                .isPresent();
    }
}
