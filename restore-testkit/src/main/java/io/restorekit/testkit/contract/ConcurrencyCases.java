package io.restorekit.testkit.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.target.TargetObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several threads at once, and objects that are given up in the middle. */
abstract class ConcurrencyCases extends ListingCases {
    private static final int THREADS = 8;
    private static final int ROUNDS = 20;

    /** Far more than a connection's buffers hold. */
    private static final int LARGE = 16 * 1024 * 1024;

    private static final long PATIENCE_SECONDS = 30;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    final void endTheThreads() {
        threads.shutdownNow();
    }

    @Test
    void callsMayRunAtOnce() throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String name = "block-" + thread;
            byte[] content = bytes(200_000 + thread, thread);
            calls.add(() -> {
                int right = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    target().put(key("busy", name), content);
                    right += Arrays.equals(read(key("busy", name)), content) ? 1 : 0;
                }
                return right;
            });
        }

        for (Future<Integer> right : threads.invokeAll(calls, PATIENCE_SECONDS, SECONDS)) {
            assertThat(right.get()).isEqualTo(ROUNDS);
        }
        assertThat(listAll(key("busy"))).hasSize(THREADS);
    }

    @Test
    void aReaderSeesTheOldOrTheNewObject() throws Exception {
        byte[] old = bytes(300_000, 1);
        byte[] young = bytes(100_000, 2);
        target().put(key("replaced"), old);
        Future<?> writer = threads.submit(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                target().put(key("replaced"), round % 2 == 0 ? young : old);
            }
            return null;
        });

        do {
            assertThat(read(key("replaced"))).isIn(old, young);
        } while (!writer.isDone());
        writer.get();
    }

    @Test
    void anotherThreadGivesUpAnObjectThatIsBeingRead() throws Exception {
        putRaw(key("large"), bytes(LARGE, 3));
        TargetObject object = target().open(key("large"));
        CountDownLatch firstByteRead = new CountDownLatch(1);
        CountDownLatch aborted = new CountDownLatch(1);
        Future<Long> reader = threads.submit(() -> {
            object.body().read();
            firstByteRead.countDown();
            aborted.await();
            return drain(object);
        });

        assertThat(firstByteRead.await(PATIENCE_SECONDS, SECONDS)).isTrue();
        object.abort();
        aborted.countDown();

        assertThat(reader.get(PATIENCE_SECONDS, SECONDS))
                .as("bytes read up to a regular end, 0 after an error: a cut body never looks like a whole one")
                .isIn(0L, (long) LARGE);
        object.close();
        assertThat(read(key("large"))).hasSize(LARGE);
    }

    @Test
    void anObjectMayBeGivenUpBeforeAndAfterItsClose() throws Exception {
        putRaw(key("large"), bytes(LARGE, 4));

        TargetObject first = target().open(key("large"));
        first.abort();
        first.abort();
        first.close();
        TargetObject second = target().open(key("large"));
        second.close();
        second.close();
        second.abort();

        assertThat(read(key("present"))).isEqualTo(text("here"));
    }

    @Test
    void givenUpObjectsLeaveRoomForOthers() throws Exception {
        putRaw(key("large"), bytes(LARGE, 5));

        for (int round = 0; round < 5 * ROUNDS; round++) {
            TargetObject object = target().open(key("large"));
            object.body().read();
            object.abort();
            object.close();
        }

        assertThat(read(key("large"))).hasSize(LARGE);
    }

    /** The bytes up to a regular end, with the one that was read before; 0 if reading failed. */
    private static long drain(TargetObject object) {
        try {
            return 1 + object.body().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return 0;
        }
    }
}
