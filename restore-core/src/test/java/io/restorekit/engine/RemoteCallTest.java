package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import io.restorekit.target.TargetObject;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RemoteCallTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int ENOUGH = 64 << 10;

    private final FakeTime time = new FakeTime();
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final RemoteCall call = new RemoteCall(
            new TargetGate("place", time, new Random(1)).tryPass().orElseThrow());

    private final TargetObject object = mock(TargetObject.class);

    private void abandon(Runnable ending) {
        abandoned.incrementAndGet();
        ending.run();
    }

    private void begin() {
        call.watch(time, LIMIT, late::incrementAndGet);
        call.runsOn(this::abandon);
        call.reads(object);
    }

    @Test
    void callWithoutAByteIsCutAtItsDeadline() {
        begin();
        time.pass(LIMIT.minusMillis(1));
        assertThat(late).hasValue(0);
        time.pass(Duration.ofMillis(1));
        assertThat(late).hasValue(1);
        assertThat(abandoned).hasValue(1);
        verify(object).late();
        assertThat(call.close()).as("its own answer comes too late").isFalse();
        time.pass(Duration.ofHours(1));
        assertThat(late).hasValue(1);
    }

    @Test
    void dripThatMakesProgressIsNeverCut() {
        begin();
        for (int i = 0; i < 500; i++) {
            call.received(ENOUGH);
            time.pass(LIMIT);
        }
        assertThat(late).hasValue(0);
        assertThat(call.close()).as("its answer counts").isTrue();
    }

    @Test
    void dripThatMakesLessIsCut() {
        begin();
        call.received(ENOUGH);
        time.pass(LIMIT);
        call.received(ENOUGH - 1);
        time.pass(LIMIT);
        assertThat(late).hasValue(1);
    }

    @Test
    void answerInTimeStopsTheWatch() {
        begin();
        assertThat(call.close()).isTrue();
        assertThat(time.timers()).isZero();
        time.pass(LIMIT.multipliedBy(3));
        assertThat(late).hasValue(0);
        assertThat(call.close()).as("once").isFalse();
    }

    @Test
    void threadThatIsKnownOnlyAfterTheCallWasGivenUpIsAbandonedToo() {
        call.watch(time, LIMIT, late::incrementAndGet);
        time.pass(LIMIT);
        call.runsOn(this::abandon);
        call.reads(object);
        assertThat(abandoned).hasValue(1);
        verify(object).late();
    }

    @Test
    void callThatIsNotWantedAnyMoreIsNoFaultOfItsObject() {
        begin();
        assertThat(call.close()).isTrue();
        call.giveUp();
        verify(object).abort();
        assertThat(abandoned).hasValue(1);
    }

    @Test
    void objectOpenedAfterTheCallWasGivenUpIsToldAtOnce() {
        call.runsOn(this::abandon);
        call.giveUp();
        verifyNoInteractions(object);
        call.reads(object);
        verify(object).abort();
    }

    @Test
    void adapterThatThrowsWhenItIsAbortedDoesNoHarm() {
        call.watch(time, LIMIT, late::incrementAndGet);
        call.runsOn(this::abandon);
        doThrow(new IllegalStateException("an adapter's defect")).when(object).late();
        call.reads(object);
        time.pass(LIMIT);
        assertThat(late).hasValue(1);
        assertThat(abandoned).hasValue(1);
    }
}
