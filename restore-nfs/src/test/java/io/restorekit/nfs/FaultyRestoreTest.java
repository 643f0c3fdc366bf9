package io.restorekit.nfs;

import static io.restorekit.api.Failure.Kind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import io.restorekit.nfs.real.LargeStore;
import io.restorekit.nfs.real.Story;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole restores through a VFS file system that fails in the middle. */
@Timeout(300)
class FaultyRestoreTest {
    private static final int BLOCKS = 4;

    /** More opens than it takes to begin, fewer than it takes to end. */
    private static final int WELL = 4;

    @TempDir
    Path directory;

    private final CountDownLatch released = new CountDownLatch(1);

    enum Trouble {
        STALE,
        EIO_IN_BODY,
        HANG
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void troubleIsWaitedOut(Trouble trouble) throws Exception {
        Path root = directory.resolve("store");
        LargeStore store = LargeStore.write(root, BLOCKS);
        FaultyFiles files = new FaultyFiles();
        files.inject(file -> files.fired() <= WELL ? file : meet(trouble, file));
        Story story = new Story();
        try (RestoreEngine engine = RestoreEngine.builder()
                .targets(new NfsBackupTargetProvider(files.settings(root)))
                .build()) {
            RestoreOptions options = RestoreOptions.DEFAULT.withConcurrency(1).withCallTimeout(Duration.ofSeconds(3));
            String url = "file://" + root + "?volume=" + LargeStore.VOLUME;
            Path volume = directory.resolve("volume");
            Restore restore = engine.start(RestoreRequest.of(url, volume).withOptions(options), story);
            story.await(status -> Story.waits(status, UNAVAILABLE) && files.fired() > WELL);

            files.heal();
            released.countDown();
            restore.retryNow();

            assertThat(restore.outcome().toCompletableFuture().get(120, TimeUnit.SECONDS))
                    .isEqualTo(new Outcome.Restored(store.backup()));
            store.assertRestored(volume);
        }
    }

    private InputStream meet(Trouble trouble, InputStream file) throws IOException {
        switch (trouble) {
            case STALE:
                file.close();
                throw new FileNotFoundException("(Stale file handle)");
            case HANG:
                hang();
                return file;
            default:
                return new BrokenBody(file);
        }
    }

    private void hang() throws IOException {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Ends with an error after the first read. */
    private static final class BrokenBody extends FilterInputStream {
        private boolean read;

        BrokenBody(InputStream file) {
            super(file);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (read) {
                throw new IOException("Input/output error");
            }
            read = true;
            return super.read(into, offset, Math.min(length, 4096));
        }
    }
}
