package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ThreadWorkersTest {
    private final ThreadWorkers workers = new ThreadWorkers("test");
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch back = new CountDownLatch(1);

    /** As a file on NFS: an interrupt closes it, and closing it waits for the server. */
    private final class HungChannel extends AbstractInterruptibleChannel {
        void use() {
            begin();
            waiting.countDown();
            awaitUninterruptibly(released);
            back.countDown();
        }

        @Override
        protected void implCloseChannel() {
            closing.countDown();
            awaitUninterruptibly(released);
        }
    }

    @AfterEach
    void release() {
        released.countDown();
        workers.end(() -> {});
    }

    @Test
    void callIsAbandonedWithoutWaitingForWhatItsInterruptCloses() throws Exception {
        Workers.Call call = workers.remote(() -> new HungChannel().use());
        waiting.await();
        CountDownLatch ended = new CountDownLatch(1);

        call.abandon(ended::countDown);

        assertThat(workers.lost()).isEqualTo(1);
        closing.await();
        assertThat(ended.getCount()).as("ended only after the interrupt").isEqualTo(1);
        released.countDown();
        ended.await();
        back.await();
    }

    @Test
    void callThatHasAnsweredIsNotEnded() throws Exception {
        Workers.Call call = workers.remote(back::countDown);
        back.await();
        workers.end(() -> {});
        while (isRunning("test-fetch")) {
            Thread.onSpinWait();
        }
        call.abandon(() -> released.countDown());
        assertThat(workers.lost()).isZero();
        assertThat(isRunning("test-abandon")).isFalse();
        assertThat(released.getCount()).isEqualTo(1);
    }

    private static boolean isRunning(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith(name));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                open = latch.await(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                open = latch.getCount() == 0;
            }
        }
    }
}
