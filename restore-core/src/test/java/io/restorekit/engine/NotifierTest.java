package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The listener's thread runs when the test lets it: so a listener can be as slow as one likes. */
class NotifierTest {
    private final Queue<Runnable> thread = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final Notifier notifier = new Notifier(
            new RestoreListener() {
                @Override
                public void changed(RestoreStatus status) {
                    told.add(status.phase() + " " + status.doneBytes());
                    if (status.doneBytes() == 13) {
                        throw new IllegalStateException("a listener's defect");
                    }
                }

                @Override
                public void ended(Outcome outcome) {
                    told.add("ended");
                }
            },
            thread::add);

    @Test
    void slowListenerMissesProgressAndNoChangeOfPhase() {
        tell(Phase.LOCATING, 0);
        for (int done = 0; done < 1_000; done++) {
            tell(Phase.TRANSFERRING, done);
        }
        tell(Phase.WAITING, 999);
        tell(Phase.TRANSFERRING, 1_000);
        tell(Phase.TRANSFERRING, 1_001);
        tell(Phase.DRAINING, 1_001);
        runThread();
        assertThat(told)
                .containsExactly("LOCATING 0", "TRANSFERRING 999", "WAITING 999", "TRANSFERRING 1001", "DRAINING 1001");
    }

    @Test
    void changeOfReasonOrOfAttentionIsToldToo() {
        Failure one = new Failure(Failure.Kind.UNAVAILABLE, "down", "wait");
        Failure other = new Failure(Failure.Kind.REFUSED, "refused", "check");
        waiting(1, one, false);
        waiting(2, other, false);
        waiting(3, other, true);
        waiting(4, other, true);
        runThread();
        assertThat(told).containsExactly("WAITING 1", "WAITING 2", "WAITING 4");
    }

    private void waiting(long done, Failure reason, boolean attention) {
        notifier.changed(new RestoreStatus(
                Phase.WAITING,
                Optional.empty(),
                2_000,
                done,
                0,
                Optional.of(reason),
                attention,
                Optional.empty(),
                0,
                0,
                List.of()));
    }

    @Test
    void nothingIsToldOnTheThreadOfTheEvents() {
        tell(Phase.LOCATING, 0);
        assertThat(told).isEmpty();
        assertThat(thread).as("one call at a time").hasSize(1);
        tell(Phase.TRANSFERRING, 0);
        assertThat(thread).hasSize(1);
    }

    @Test
    void listenerThatThrowsIsToldTheRest() {
        tell(Phase.TRANSFERRING, 13);
        tell(Phase.DRAINING, 14);
        runThread();
        assertThat(told).containsExactly("TRANSFERRING 13", "DRAINING 14");
    }

    @Test
    void outcomeComesAfterTheLastCallAndNothingAfterIt() {
        tell(Phase.DRAINING, 1);
        notifier.ended(new Outcome.Cancelled(), () -> told.add("outcome completes"));
        tell(Phase.ENDED, 1);
        runThread();
        assertThat(told).containsExactly("DRAINING 1", "ended", "outcome completes");
    }

    @Test
    void everyChangeIsToldAtOnceToAListenerThatIsQuick() {
        for (int done = 0; done < 5; done++) {
            tell(Phase.TRANSFERRING, done);
            runThread();
        }
        assertThat(told).hasSize(5);
    }

    private void tell(Phase phase, long done) {
        notifier.changed(new RestoreStatus(
                phase, Optional.empty(), 2_000, done, 0, Optional.empty(), false, Optional.empty(), 0, 0, List.of()));
    }

    private void runThread() {
        while (!thread.isEmpty()) {
            thread.remove().run();
        }
    }
}
