package io.restorekit.testkit.sim.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.restorekit.testkit.sim.disk.DiskHook.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real threads on one disk. */
class ThreadsTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 500;
    private static final int RECORD = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimDisk disk = SimDisk.of(1);
    private final FileSystem files = disk.mount("host");

    /** What one of several threads does. */
    private interface Part {
        void run(int thread) throws Exception;
    }

    @Test
    void appendsOfManyThreadsAreWholeAndNoneIsLost() throws Exception {
        Path log = files.getPath("/log");
        try (FileChannel shared = FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            together(thread -> {
                for (int i = 0; i < ROUNDS; i++) {
                    shared.write(record(thread));
                }
            });
        }
        byte[] bytes = Files.readAllBytes(log);
        int[] found = new int[THREADS];
        for (int at = 0; at < bytes.length; at += RECORD) {
            assertThat(Arrays.copyOfRange(bytes, at, at + RECORD)).containsOnly(bytes[at]);
            found[bytes[at]]++;
        }
        assertThat(found).containsOnly(ROUNDS);
    }

    @Test
    void relativeWritesOfManyThreadsFollowEachOther() throws Exception {
        Path file = files.getPath("/file");
        try (FileChannel shared = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            together(thread -> {
                for (int i = 0; i < ROUNDS; i++) {
                    shared.write(new ByteBuffer[] {record(thread), record(thread)});
                }
            });
            assertThat(shared.position()).isEqualTo(2L * THREADS * ROUNDS * RECORD);
        }
        assertThat(Files.size(file)).isEqualTo(2L * THREADS * ROUNDS * RECORD);
    }

    @Test
    void directoriesStandManyThreads() throws Exception {
        together(thread -> {
            Path mine = Files.createDirectory(files.getPath("/" + thread));
            for (int i = 0; i < ROUNDS; i++) {
                Path file = Files.writeString(files.getPath("/new-" + thread), "text");
                Files.move(file, mine.resolve("file-" + i), StandardCopyOption.ATOMIC_MOVE);
                try (Stream<Path> list = Files.list(files.getPath("/"))) {
                    assertThat(list).contains(mine);
                }
                if (i % 100 == 0) {
                    try (FileChannel folder = FileChannel.open(mine, StandardOpenOption.READ)) {
                        folder.force(true);
                    }
                }
            }
        });
        for (int thread = 0; thread < THREADS; thread++) {
            try (Stream<Path> list = Files.list(files.getPath("/" + thread))) {
                assertThat(list).hasSize(ROUNDS);
            }
        }
    }

    @Test
    void oneOfManyCreatesAFile() throws Exception {
        List<Integer> created = new ArrayList<>();
        together(thread -> {
            for (int i = 0; i < ROUNDS; i++) {
                try {
                    Files.createFile(files.getPath("/" + i));
                    synchronized (created) {
                        created.add(i);
                    }
                } catch (IOException e) {
                    assertThat(e).hasMessage("/" + i);
                }
            }
        });
        assertThat(created).hasSize(ROUNDS).doesNotHaveDuplicates();
    }

    @Test
    void aPowerCutMeetsAllThreads() throws Exception {
        SimNode node = SimNode.of(1).surviving(Survival.RANDOM);
        node.cutPowerAt(2_000, Answer.CUT_POWER_IN_THE_MIDDLE);
        Ending<Void> ending = node.run(files -> together(thread -> {
            try {
                for (int i = 0; ; i++) {
                    Files.writeString(files.getPath("/" + thread + "-" + i), "text");
                }
            } catch (IOException e) {
                assertThat(e).hasMessage("the power is gone");
            }
        }));
        assertThat(ending).isInstanceOf(Ending.PowerWent.class);
        assertThat(node.disk().operations()).isEqualTo(2_000);
    }

    @Test
    void aLockIsWaitedFor() throws Exception {
        Path file = Files.createFile(files.getPath("/file"));
        try (FileChannel mine = FileChannel.open(file, StandardOpenOption.WRITE);
                FileChannel theirs = open(disk.mount("host"))) {
            FileLock held = mine.lock();
            FutureTask<Boolean> waits = new FutureTask<>(() -> {
                try (FileLock lock = theirs.lock()) {
                    return lock.isValid();
                }
            });
            Thread waiter = daemon(waits);
            await().atMost(PATIENCE).until(() -> waiter.getState() == Thread.State.WAITING);
            held.release();
            assertThat(waits.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void waitingForALockEndsWithAnInterruptWithTheChannelAndWithTheHoldersProcess() throws Exception {
        Path file = Files.createFile(files.getPath("/file"));
        FileSystem other = disk.mount("host");
        try (FileChannel mine = FileChannel.open(file, StandardOpenOption.WRITE);
                FileChannel first = open(other);
                FileChannel second = open(other);
                FileChannel third = open(other)) {
            mine.lock();
            FutureTask<FileLock> interrupted = new FutureTask<>(first::lock);
            Thread waiter = daemon(interrupted);
            await().atMost(PATIENCE).until(() -> waiter.getState() == Thread.State.WAITING);
            waiter.interrupt();
            assertThatThrownBy(interrupted::get).hasCauseInstanceOf(FileLockInterruptionException.class);
            assertThat(first.isOpen()).as("as in the JDK").isFalse();

            FutureTask<FileLock> closed = new FutureTask<>(second::lock);
            Thread closing = daemon(closed);
            await().atMost(PATIENCE).until(() -> closing.getState() == Thread.State.WAITING);
            close(second);
            assertThatThrownBy(closed::get).hasCauseInstanceOf(AsynchronousCloseException.class);

            FutureTask<FileLock> inherits = new FutureTask<>(third::lock);
            Thread heir = daemon(inherits);
            await().atMost(PATIENCE).until(() -> heir.getState() == Thread.State.WAITING);
            disk.processDies(files);
            assertThat(inherits.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).isValid())
                    .isTrue();
        }
    }

    /** The one trap of file channels that the JDK documents and everybody falls into. */
    @Test
    void anInterruptOfOneThreadClosesTheChannelForAll() throws Exception {
        try (FileChannel shared =
                FileChannel.open(files.getPath("/file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Thread writer = daemon(new FutureTask<>(() -> {
                while (true) {
                    shared.write(record(1), 0);
                }
            }));
            writer.interrupt();
            await().atMost(PATIENCE).until(() -> !shared.isOpen());
            assertThatThrownBy(shared::size).isInstanceOf(ClosedChannelException.class);
        }
    }

    private static void together(Part part) throws Exception {
        CyclicBarrier gate = new CyclicBarrier(THREADS);
        List<FutureTask<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            tasks.add(start(() -> {
                gate.await();
                part.run(thread);
                return null;
            }));
        }
        for (FutureTask<Void> task : tasks) {
            task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static <T> FutureTask<T> start(Callable<T> code) {
        FutureTask<T> task = new FutureTask<>(code);
        daemon(task);
        return task;
    }

    private static Thread daemon(Runnable code) {
        Thread thread = new Thread(code, "threads-test");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static FileChannel open(FileSystem process) throws IOException {
        return FileChannel.open(process.getPath("/file"), StandardOpenOption.WRITE);
    }

    private static void close(FileChannel channel) throws IOException {
        channel.close();
    }

    private static ByteBuffer record(int thread) {
        byte[] bytes = new byte[RECORD];
        Arrays.fill(bytes, (byte) thread);
        return ByteBuffer.wrap(bytes);
    }
}
