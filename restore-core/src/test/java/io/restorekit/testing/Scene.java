package io.restorekit.testing;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.target.BackupTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One restore of a recorded backup through a given backup target, watched. */
public final class Scene implements AutoCloseable {
    private static final int PATIENCE = 30;

    private final Golden golden;
    private final RestoreEngine engine;
    private final Path volume;
    private final List<RestoreStatus> seen = new CopyOnWriteArrayList<>();
    private final Object moved = new Object();

    /** A recorded backup. */
    public record Golden(String volume, String backup, int size, String sha256) {
        public static final Golden SECOND_LZ4 = of("golden-lz4", 1);
        public static final Golden FIRST_LZ4 = of("golden-lz4", 0);

        private static Golden of(String volume, int index) {
            Fixtures.Golden found = Fixtures.backups().stream()
                    .filter(backup -> backup.volume().equals(volume))
                    .toList()
                    .get(index);
            return new Golden(volume, found.backup(), (int) found.size(), found.sha256());
        }
    }

    public Scene(Golden golden, BackupTarget target, Path volume) {
        this.golden = golden;
        this.volume = volume;
        this.engine = RestoreEngine.builder().targets(new OneTarget(target)).build();
    }

    public RestoreRequest request(RestoreOptions options) {
        return RestoreRequest.of("test:///store?volume=" + golden.volume() + "&backup=" + golden.backup(), volume)
                .withOptions(options);
    }

    public Restore start(RestoreRequest request) throws RestoreException {
        return engine.start(request, new RestoreListener() {
            @Override
            public void changed(RestoreStatus status) {
                seen.add(status);
                synchronized (moved) {
                    moved.notifyAll();
                }
            }
        });
    }

    public Restore start(RestoreOptions options) throws RestoreException {
        return start(request(options));
    }

    public Outcome run(RestoreOptions options) throws Exception {
        return outcome(start(options));
    }

    public static Outcome outcome(Restore restore) throws Exception {
        return restore.outcome().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
    }

    /** Waits until a status like this was told. */
    public RestoreStatus await(Predicate<RestoreStatus> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        synchronized (moved) {
            while (System.nanoTime() < end) {
                for (RestoreStatus status : seen) {
                    if (wanted.test(status)) {
                        return status;
                    }
                }
                moved.wait(100);
            }
        }
        throw new AssertionError("no such status among " + seen);
    }

    public boolean saw(Predicate<RestoreStatus> wanted) {
        return seen.stream().anyMatch(wanted);
    }

    /** Whether the volume's bytes are the backup's. */
    public boolean isRight() throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(Files.readAllBytes(volume), 0, golden.size());
            return HexFormat.of().formatHex(sha.digest()).equals(golden.sha256());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    /** A gate that calls hang at, whatever interrupts them. */
    public static final class Hang {
        private final CountDownLatch released = new CountDownLatch(1);

        public void here() {
            boolean interrupted = false;
            while (released.getCount() > 0) {
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

        public void release() {
            released.countDown();
        }
    }
}
