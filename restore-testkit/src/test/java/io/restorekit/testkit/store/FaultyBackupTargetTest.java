package io.restorekit.testkit.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetObject;
import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.fault.When;
import io.restorekit.testkit.store.StoreCall.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyBackupTargetTest {
    private static final ObjectKey BLOCK = new ObjectKey("backupstore/a.blk");
    private static final ObjectKey CONFIG = new ObjectKey("backupstore/a.cfg");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final MemoryBackupTarget memory = new MemoryBackupTarget();
    private final List<Duration> slept = new ArrayList<>();
    private final FaultyBackupTarget target = new FaultyBackupTarget(memory, slept::add);

    FaultyBackupTargetTest() {
        memory.put(BLOCK, "0123456789".getBytes(US_ASCII));
        memory.put(CONFIG, "config".getBytes(US_ASCII));
    }

    @AfterEach
    void closeIt() {
        target.close();
    }

    @Test
    void withoutARuleItIsTheTargetBelow() throws Exception {
        target.put(CONFIG, "new".getBytes(US_ASCII));
        target.delete(BLOCK);

        assertThat(read(CONFIG)).isEqualTo("new");
        assertThat(target.list(new ObjectKey("backupstore"), Optional.empty()).entries())
                .hasSize(1);
        assertThat(target.calls())
                .extracting(StoreCall::operation)
                .containsExactly(Operation.PUT, Operation.DELETE, Operation.OPEN, Operation.LIST);
        assertThat(target.fired()).isZero();
    }

    @Test
    void theCallsThatAreMeantFailAndDoNothing() throws Exception {
        target.on(StoreCall.all(Operation.PUT), StoreFault.Fail.unavailable(Cause.THROTTLED));
        target.on(StoreCall.all(Operation.DELETE, ".*\\.blk"), StoreFault.Fail.refused());
        FaultRule second = target.on(When.that(StoreCall.blocks()).nth(2), StoreFault.Fail.missing());
        assertThat(target.unfired()).containsExactly("Fail[unavailable: THROTTLED]", "Fail[refused]", "Fail[missing]");

        assertThatThrownBy(() -> target.put(CONFIG, new byte[1]))
                .isInstanceOfSatisfying(
                        TargetException.Unavailable.class,
                        e -> assertThat(e.reason()).isEqualTo(Cause.THROTTLED));
        assertThatThrownBy(() -> target.delete(BLOCK)).isInstanceOf(TargetException.Refused.class);
        assertThat(read(BLOCK)).isEqualTo("0123456789");
        assertThatThrownBy(() -> target.open(BLOCK)).isInstanceOf(TargetException.Missing.class);
        assertThat(read(BLOCK)).isEqualTo("0123456789");
        assertThat(read(CONFIG)).isEqualTo("config");
        assertThat(second.fired()).isEqualTo(1);
        assertThat(target.fired()).isEqualTo(3);
    }

    @Test
    void aLostAnswerComesAfterTheDeed() throws Exception {
        target.on(StoreCall.any(), new StoreFault.LoseAnswer());

        assertThatThrownBy(() -> target.put(CONFIG, "new".getBytes(US_ASCII)))
                .isInstanceOf(TargetException.Unavailable.class);
        assertThatThrownBy(() -> target.delete(BLOCK)).isInstanceOf(TargetException.Unavailable.class);
        assertThatThrownBy(() -> target.open(CONFIG)).isInstanceOf(TargetException.Unavailable.class);

        assertThat(memory.content(CONFIG)).hasValue("new".getBytes(US_ASCII));
        assertThat(memory.content(BLOCK)).isEmpty();
    }

    @Test
    void aCutBodyBreaksOffAndDoesNotEnd() throws Exception {
        target.on(StoreCall.blocks(), new StoreFault.CutBody(4));
        target.on(StoreCall.configs(), new StoreFault.CutBody(1_000));

        try (TargetObject block = target.open(BLOCK);
                TargetObject config = target.open(CONFIG)) {
            assertThat(block.length()).hasValue(10);
            assertThat(new String(block.body().readNBytes(4), US_ASCII)).isEqualTo("0123");
            assertThatThrownBy(() -> block.body().read()).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> config.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aCorruptBodyDiffersInOneBit() throws Exception {
        target.on(StoreCall.blocks(), new StoreFault.CorruptBody(6));

        assertThat(read(BLOCK)).isEqualTo("0123457789");
        assertThat(memory.content(BLOCK)).hasValue("0123456789".getBytes(US_ASCII));
    }

    @Test
    void aFaultOfABodyMeetsNoOtherCall() throws Exception {
        target.on(When.that(StoreCall.any()).nth(1), new StoreFault.CorruptBody(0));

        target.list(ObjectKey.ROOT, Optional.empty());

        assertThat(target.unfired()).containsExactly("CorruptBody[atByte=0]");
        assertThat(read(BLOCK)).isEqualTo("1123456789");
        assertThat(target.unfired()).isEmpty();
    }

    @Test
    void aFaultBehindTheEndOfABodyHasNotHappened() throws Exception {
        target.on(StoreCall.blocks(), new StoreFault.CorruptBody(10));

        assertThat(read(BLOCK)).isEqualTo("0123456789");
        assertThat(target.fired()).isZero();
        assertThat(target.unfired()).containsExactly("CorruptBody[atByte=10]");
    }

    @Test
    void aDelayIsSleptByTheSleeper() throws Exception {
        target.on(StoreCall.blocks(), new StoreFault.Delay(Duration.ofHours(1)));

        assertThat(read(BLOCK)).isEqualTo("0123456789");
        assertThat(slept).containsExactly(Duration.ofHours(1));
    }

    @Test
    void aHungPutIsCarriedOutLateWithWhatItWasGiven() throws Exception {
        target.on(When.that(StoreCall.all(Operation.PUT)).nth(1), new StoreFault.Hang());
        byte[] content = "late".getBytes(US_ASCII);
        CompletableFuture<Void> hung = later(() -> target.put(CONFIG, content));
        Awaitility.await().until(() -> target.fired() == 1);

        content[0] = 'X';
        assertThat(read(CONFIG)).isEqualTo("config");
        target.release();

        assertThat(hung).succeedsWithin(PATIENCE);
        assertThat(read(CONFIG)).isEqualTo("late");
    }

    @Test
    void anInterruptEndsWhatHangs() throws Exception {
        target.on(StoreCall.any(), new StoreFault.Hang());
        FutureTask<Void> hung = new FutureTask<>(
                () -> {
                    assertThatThrownBy(() -> target.delete(BLOCK)).isInstanceOf(TargetException.Unavailable.class);
                    assertThat(Thread.interrupted()).isTrue();
                },
                null);
        Thread thread = new Thread(hung, "hangs");
        thread.setDaemon(true);
        thread.start();
        Awaitility.await().until(() -> target.fired() == 1);

        thread.interrupt();

        hung.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(memory.content(BLOCK)).isPresent();
    }

    @Test
    void aStalledBodyGoesOnWhenReleased() throws Exception {
        target.on(StoreCall.blocks(), new StoreFault.StallBody(4));
        try (TargetObject block = target.open(BLOCK)) {
            assertThat(new String(block.body().readNBytes(4), US_ASCII)).isEqualTo("0123");
            CompletableFuture<Void> rest =
                    later(() -> assertThat(new String(block.body().readAllBytes(), US_ASCII))
                            .isEqualTo("456789"));

            target.release();

            assertThat(rest).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void aStalledReadFailsWhenTheObjectIsAborted() throws Exception {
        target.on(StoreCall.blocks(), new StoreFault.StallBody(0));
        TargetObject block = target.open(BLOCK);
        CompletableFuture<Void> read =
                later(() -> assertThatThrownBy(() -> block.body().read()).isInstanceOf(IOException.class));

        block.abort();

        assertThat(read).succeedsWithin(PATIENCE);
    }

    private interface Step {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> later(Step step) {
        return CompletableFuture.runAsync(() -> {
            try {
                step.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private String read(ObjectKey key) throws Exception {
        try (TargetObject object = target.open(key)) {
            return new String(object.body().readAllBytes(), US_ASCII);
        }
    }
}
