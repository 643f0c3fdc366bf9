package io.restorekit.nfs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the reads of a broken mount become. */
@Timeout(300)
class FaultsTest {
    private static final ObjectKey BLOCK = new ObjectKey("backupstore/block.blk");
    private static final int SIZE = 1 << 20;

    @TempDir
    Path directory;

    private final FaultyFiles files = new FaultyFiles();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private BackupTarget target = Opening.target("file:///", NfsSettings.defaults());

    @BeforeEach
    void openAStoreWithOneBlock() throws IOException {
        Files.createDirectories(directory.resolve("backupstore"));
        Files.write(path(), new byte[SIZE]);
        target = Opening.target("file://" + directory, files.settings(directory));
    }

    @AfterEach
    void close() {
        target.close();
        threads.shutdownNow();
    }

    @Test
    void staleHandleThatVfsCallsAbsentIsUnavailable() throws Exception {
        files.inject(file -> {
            file.close();
            throw new FileNotFoundException("(Stale file handle)");
        });

        assertThatThrownBy(() -> target.open(BLOCK)).isInstanceOf(Unavailable.class);
        assertThat(files.fired()).isEqualTo(1);
        files.heal();
        assertThat(read()).isEqualTo(SIZE);
    }

    @Test
    void uncheckedFailureBelowVfsIsUnavailable() {
        files.inject(file -> {
            throw new IllegalStateException("a broken provider");
        });

        Unavailable failure = catchThrowableOfType(Unavailable.class, () -> target.open(BLOCK));

        assertThat(failure.reason()).isEqualTo(Cause.OTHER);
        assertThat(failure).hasMessageContaining("block.blk");
        assertThat(files.fired()).isEqualTo(1);
    }

    @Test
    void fileSystemThatShowsAnotherDirectoryIsNamedAsTheReason() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        try (BackupTarget wrong = Opening.target("file://" + directory, files.settings(other))) {
            assertThatThrownBy(() -> wrong.open(BLOCK))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("could not be read: it can be opened, but Commons VFS could not")
                    .hasMessageContaining("shows another directory");
        }
    }

    @Test
    void managerThatCannotBeMadeIsUnavailable() throws Exception {
        NfsSettings settings = NfsSettings.defaults()
                .withFileSystem(
                        () -> {
                            throw new IllegalStateException("a broken supplier");
                        },
                        "file://" + directory);
        try (BackupTarget broken = Opening.target("file://" + directory, settings)) {
            assertThatThrownBy(() -> broken.open(BLOCK)).isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void readErrorInTheMiddleEndsTheBodyWithAnError() throws Exception {
        files.inject(file -> new FilterInputStream(file) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("Input/output error");
            }
        });

        try (TargetObject object = target.open(BLOCK)) {
            assertThatThrownBy(() -> object.body().readAllBytes()).isInstanceOf(IOException.class);
        }
        assertThat(files.fired()).isEqualTo(1);
    }

    @Test
    void readOfMuchReturnsBeforeAllHasCome() throws Exception {
        try (TargetObject object = target.open(BLOCK)) {
            assertThat(object.body().read(new byte[SIZE])).isBetween(1, 64 << 10);
        }
    }

    @Test
    void fileThatShrinksWhileReadIsNoWholeBody() throws Exception {
        try (TargetObject object = target.open(BLOCK)) {
            object.body().readNBytes(SIZE / 4);
            try (FileChannel channel = FileChannel.open(path(), StandardOpenOption.WRITE)) {
                channel.truncate(SIZE / 2);
            }

            assertThatThrownBy(() -> object.body().readAllBytes())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("of " + SIZE);
        }
    }

    @Test
    void fileThatGrowsWhileReadIsNoWholeBody() throws Exception {
        try (TargetObject object = target.open(BLOCK)) {
            Files.write(path(), new byte[10], StandardOpenOption.APPEND);

            assertThatThrownBy(() -> object.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void fileReplacedBetweenLookAndOpenIsOpenedAgain() throws Exception {
        Path young = Files.write(directory.resolve("young"), new byte[77]);
        files.inject(file -> {
            if (Files.exists(young)) {
                Files.move(young, path(), StandardCopyOption.ATOMIC_MOVE);
            }
            return file;
        });

        assertThat(read()).isEqualTo(77);
        assertThat(files.fired()).isEqualTo(2);
    }

    @Test
    void fileReplacedWhileReadIsReadToItsOwnEnd() throws Exception {
        Path young = Files.write(directory.resolve("young"), new byte[] {1, 2, 3});
        try (TargetObject object = target.open(BLOCK)) {
            object.body().readNBytes(SIZE / 4);
            Files.move(young, path(), StandardCopyOption.ATOMIC_MOVE);

            assertThat(object.body().readAllBytes()).hasSize(SIZE - SIZE / 4).containsOnly(0);
        }
        assertThat(read()).isEqualTo(3);
    }

    @Test
    void callThatHangsHoldsUpNoOther() throws Exception {
        CountDownLatch hung = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        files.inject(file -> {
            hung.countDown();
            await(released);
            return file;
        });
        Future<Long> abandoned = threads.submit(this::read);
        assertThat(hung.await(120, SECONDS)).isTrue();
        files.heal();

        assertThat(threads.submit(this::read).get(120, SECONDS)).isEqualTo(SIZE);
        assertThat(abandoned).isNotDone();
        released.countDown();
        assertThat(abandoned.get(120, SECONDS)).isEqualTo(SIZE);
        assertThat(files.made()).isEqualTo(2);
    }

    @Test
    void readThatHangsIsGivenUpWithoutWaitingAndLeavesNothingOpen() throws Exception {
        CountDownLatch hung = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        files.inject(file -> new FilterInputStream(file) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                hung.countDown();
                FaultsTest.await(released);
                return super.read(into, offset, length);
            }

            @Override
            public void close() throws IOException {
                FaultsTest.await(released);
                super.close();
                closed.countDown();
            }
        });
        TargetObject object = target.open(BLOCK);
        Future<Long> owner = threads.submit(() -> {
            try (object) {
                return (long) object.body().readAllBytes().length;
            }
        });
        assertThat(hung.await(120, SECONDS)).isTrue();

        object.late();
        assertThat(owner).isNotDone();
        released.countDown();

        assertThatThrownBy(() -> owner.get(120, SECONDS)).hasCauseInstanceOf(IOException.class);
        assertThat(closed.getCount()).isZero();
        files.heal();
        assertThat(read()).isEqualTo(SIZE);
        assertThat(files.made()).as("the pool got its files back").isEqualTo(1);
    }

    @Test
    void callsOneAfterTheOtherShareAFileSystem() throws Exception {
        for (int i = 0; i < 10; i++) {
            read();
        }

        assertThat(files.made()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Path path() {
        return directory.resolve(BLOCK.path());
    }

    private long read() throws Exception {
        try (TargetObject object = target.open(BLOCK);
                InputStream body = object.body()) {
            return body.readAllBytes().length;
        }
    }
}
