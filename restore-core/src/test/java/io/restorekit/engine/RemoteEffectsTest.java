package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.when;

import io.restorekit.api.Failure;
import io.restorekit.api.Goal;
import io.restorekit.backup.BackupCatalog.Located;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.Digest;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemoteEffectsTest {
    private static final Digest DIGEST = Digest.ofContent(new byte[16], 16);

    private final FakeSurroundings around = new FakeSurroundings();
    private final List<Event> posted = new ArrayList<>();
    private final BufferPool buffers = new BufferPool();
    private final RemoteEffects effects = new RemoteEffects(around.surroundings(), buffers, posted::add);

    @Test
    void callWithoutAThreadFailsAndSaysNothingOfTheBackupTarget() {
        around.workers.noThread = true;
        fetch();
        assertThat(posted).singleElement().isInstanceOfSatisfying(Event.Failed.class, failed -> {
            assertThat(failed.ticket()).isEqualTo(1);
            assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
            assertThat(failed.failure().what()).contains("no thread");
            assertThat(failed.targetGone()).isFalse();
        });
        assertThat(around.time.timers())
                .as("nothing is left that could answer again")
                .isZero();
    }

    @Test
    void callWithoutAThreadGivesItsPermitBack() {
        around.letOneCallPass();
        around.workers.noThread = true;
        fetch();
        assertThat(around.gate.tryPass()).isPresent();
    }

    @Test
    void fetchThatRunsThoughItWasSaidToHaveNoThreadParksNothing() {
        around.workers.noThread = true;
        fetch();
        around.workers.runCalls();
        assertThatThrownBy(() -> effects.take(1)).isInstanceOf(IllegalStateException.class);
        assertThat(posted).hasSize(1);
    }

    @Test
    void deletionThatHasPrecedenceKeepsTheGoalFromBeingLocated() throws Exception {
        Failure deletion = new Failure(Failure.Kind.LOCK_BUSY, "backups are being deleted", "wait");
        doThrow(new BackupException(deletion, null)).when(around.lock).step();
        locate();
        assertThat(posted)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Failed.class,
                        failed -> assertThat(failed.failure()).isEqualTo(deletion));
    }

    @Test
    void goalIsLocatedWithoutALockWhereNoneCanBeHad() throws Exception {
        doThrow(new Unavailable(Cause.OTHER, "no lock here", null))
                .when(around.lock)
                .step();
        locate();
        assertThat(posted).containsExactly(new Event.Located(1, Optional.empty(), Optional.empty(), true));
    }

    @Test
    void placeThatAsksForARestWhenTheLockIsTakenGetsIt() throws Exception {
        Optional<Duration> rest = Optional.of(Duration.ofSeconds(30));
        doThrow(new Unavailable(Cause.OTHER, "slow down", null, rest))
                .when(around.lock)
                .step();
        locate();
        assertThat(posted).singleElement().isInstanceOf(Event.Failed.class);
        around.time.pass(Duration.ofSeconds(29));
        assertThat(around.gate.tryPass()).isEmpty();
    }

    /** A full disk or a folder that may not be written: blocks are had all the same. */
    @Test
    void lockThatCannotBeWrittenShutsNoGate() throws Exception {
        doThrow(new Unavailable(Cause.OTHER, "no room", null)).when(around.lock).step();
        for (int ticket = 1; ticket <= 20; ticket++) {
            effects.keepLock(new Effect.KeepLock(ticket));
            around.workers.runCalls();
        }
        assertThat(posted)
                .hasSize(20)
                .allSatisfy(
                        event -> assertThat(((Event.Failed) event).targetGone()).isFalse());
        assertThat(around.gate.tryPass()).isPresent();
    }

    private void fetch() {
        effects.fetch(new Effect.Fetch(1, DIGEST, 16, false));
    }

    private void locate() throws Exception {
        when(around.catalog.locate(any(), any(), any())).thenReturn(new Located.Same());
        effects.locate(new Effect.Locate(1, Goal.exactly("goal"), Optional.of("goal"), Optional.empty(), true));
        around.workers.runCalls();
    }

    /** While it waits for one of the volume's threads. */
    @Test
    void fetchThatIsForgottenBeforeItBeginsParksNothing() throws Exception {
        Effect.Fetch staged = new Effect.Fetch(7, DIGEST, 16, false);
        effects.expect(staged);
        effects.forget(7);
        effects.fetchHere(staged, buffer -> 16);
        assertThatThrownBy(() -> effects.take(7)).isInstanceOf(IllegalStateException.class);
    }
}
