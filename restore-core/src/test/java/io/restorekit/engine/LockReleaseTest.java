package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockReleaseTest {
    private final FakeSurroundings around = new FakeSurroundings();
    private final AtomicInteger ended = new AtomicInteger();

    @BeforeEach
    void lockIsThere() {
        when(around.lock.isThere()).thenReturn(true);
    }

    @Test
    void lockIsTakenAwayBeforeTheEnd() throws Exception {
        around.letOneCallPass();
        release();
        assertThat(ended).hasValue(0);
        around.workers.runCalls();
        verify(around.lock).release();
        assertThat(ended).hasValue(1);
        assertThat(around.gate.tryPass()).as("the permit came back").isPresent();
        around.time.pass(Duration.ofSeconds(1));
        assertThat(ended).as("once").hasValue(1);
    }

    @Test
    void releaseThatFailsEndsAllTheSame() throws Exception {
        doThrow(new Unavailable(Cause.OTHER, "down", null)).when(around.lock).release();
        release();
        around.workers.runCalls();
        assertThat(ended).hasValue(1);
    }

    @Test
    void releaseThatHangsIsGivenUpAfterHalfASecond() {
        around.letOneCallPass();
        release();
        around.time.pass(Duration.ofMillis(499));
        assertThat(ended).hasValue(0);
        around.time.pass(Duration.ofMillis(1));
        assertThat(ended).hasValue(1);
        assertThat(around.workers.abandoned).isEqualTo(1);
        assertThat(around.gate.tryPass()).as("the permit came back").isPresent();
        around.workers.runCalls();
        assertThat(ended).as("once").hasValue(1);
    }

    @Test
    void releaseWithoutAThreadEndsAtOnce() {
        around.letOneCallPass();
        around.workers.noThread = true;
        release();
        assertThat(ended).hasValue(1);
        assertThat(around.gate.tryPass()).as("the permit came back").isPresent();
    }

    @Test
    void whereNoLockIsThereNothingIsCalled() {
        when(around.lock.isThere()).thenReturn(false);
        release();
        assertThat(ended).hasValue(1);
        assertThat(around.workers.calls).isEmpty();
    }

    @Test
    void whereTheGateIsShutNothingIsCalled() {
        around.shutGate();
        release();
        assertThat(ended).hasValue(1);
        assertThat(around.workers.calls).isEmpty();
    }

    private void release() {
        LockRelease.run(around.surroundings(), ended::incrementAndGet);
    }
}
