package io.restorekit.testkit.standby;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.RestoreEngine;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.standby.StandbyVolume;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.BackupTargetProvider;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetObject;
import io.restorekit.target.TargetUrl;
import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.VolumeSettings;
import io.restorekit.testkit.store.MemoryBackupTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A store that is backed up to, and engines that follow it. */
final class StandbyScene implements AutoCloseable {
    static final int BLOCK = 1 << 16;
    private static final int BLOCKS = 40;
    private static final Duration POLL = Duration.ofHours(1);

    private final MemoryBackupTarget store = new MemoryBackupTarget();
    private final LonghornStoreWriter writer;
    private final RestoreEngine engine = engine();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Path volume;
    private final Object moved = new Object();
    private volatile boolean hangs;
    private volatile CountDownLatch blocks = new CountDownLatch(0);
    private byte[] image = new byte[BLOCKS * BLOCK];

    StandbyScene(Path directory) {
        volume = directory.resolve("volume");
        VolumeSettings settings = new VolumeSettings("vol").withBlockSize(BLOCK);
        writer = new LonghornStoreWriter(settings, store.sink());
    }

    RestoreEngine engine() {
        return RestoreEngine.builder().targets(new Provider()).build();
    }

    /** Makes a backup in which so many blocks have changed. */
    String backsUp(int changed) throws IOException {
        Random random = new Random(writer.backups().size());
        byte[] next = image.clone();
        for (int i = 0; i < changed; i++) {
            byte[] block = new byte[BLOCK];
            random.nextBytes(block);
            System.arraycopy(block, 0, next, random.nextInt(BLOCKS) * BLOCK, BLOCK);
        }
        image = next;
        return writer.backup(Image.of(next)).name();
    }

    RestoreRequest request() {
        return RestoreRequest.of("memory://store?volume=vol", volume);
    }

    StandbyVolume follows() throws RestoreException {
        return engine.follow(request(), POLL, new RestoreListener() {
            @Override
            public void changed(RestoreStatus status) {
                synchronized (moved) {
                    moved.notifyAll();
                }
            }
        });
    }

    void await(StandbyVolume standby, Predicate<RestoreStatus> wanted) throws InterruptedException {
        synchronized (moved) {
            while (!wanted.test(standby.status())) {
                moved.wait(100);
            }
        }
    }

    /** From now on every call hangs, and is counted. */
    void hangs() {
        calls.set(0);
        hangs = true;
    }

    /** From now on blocks are not answered. */
    void holdsBlocksBack() {
        blocks = new CountDownLatch(1);
    }

    void givesBlocksAgain() {
        blocks.countDown();
    }

    int calls() {
        return calls.get();
    }

    void holdsTheNewest() throws IOException {
        assertThat(Arrays.mismatch(Files.readAllBytes(volume), image)).isEqualTo(-1);
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(volume);
    }

    Path volume() {
        return volume;
    }

    RestoreEngine itsEngine() {
        return engine;
    }

    @Override
    public void close() {
        released.countDown();
        blocks.countDown();
        engine.close();
    }

    private final class Provider implements BackupTargetProvider {
        @Override
        public Set<String> schemes() {
            return Set.of("memory");
        }

        @Override
        public BackupTarget open(TargetUrl url, TargetContext context) {
            return new Watched();
        }
    }

    private final class Watched implements BackupTarget {
        private void call() {
            calls.incrementAndGet();
            boolean interrupted = false;
            while (hangs && released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void waitForBlocks() throws TargetException.Unavailable {
            try {
                blocks.await();
            } catch (InterruptedException e) {
                throw new TargetException.Unavailable(TargetException.Cause.LOCAL, "the call was interrupted", e);
            }
        }

        @Override
        public TargetObject open(ObjectKey key) throws TargetException {
            call();
            if (key.path().contains("/blocks/")) {
                waitForBlocks();
            }
            return store.open(key);
        }

        @Override
        public Listing list(ObjectKey folder, Optional<String> page) {
            call();
            return store.list(folder, page);
        }

        @Override
        public void put(ObjectKey key, byte[] content) {
            call();
            store.put(key, content);
        }

        @Override
        public void delete(ObjectKey key) {
            call();
            store.delete(key);
        }

        @Override
        public String describe() {
            return "memory://store";
        }

        @Override
        public void close() {}
    }
}
