package io.restorekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.target.TargetException;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.OneTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestTest {
    private static final String VOLUME = "golden-none";
    private static final String NEWEST = "backup-39b29e3caadcbc4e";

    @TempDir
    Path directory;

    @Test
    void deletionOfTheNewestBackupNeverMovesTheVolumeBack() throws Exception {
        Path store = copyOfStore();
        Path volume = directory.resolve("volume");
        Outcome first = restoreNewest(store, volume);
        assertThat(first).isEqualTo(new Outcome.Restored(NEWEST));
        byte[] before = Files.readAllBytes(volume);

        Files.delete(config(store, NEWEST));

        assertThat(restoreNewest(store, volume)).isEqualTo(first);
        assertThat(Files.readAllBytes(volume)).isEqualTo(before);
    }

    /** There may be newer ones that cannot be seen. */
    @Test
    void volumeThatHoldsABackupIsNotSaidToHoldTheNewestWhereNobodyConfirmsThePlace() throws Exception {
        Path store = copyOfStore();
        Path volume = directory.resolve("volume");
        Outcome restored = restoreNewest(store, volume);
        DirectoryTarget unconfirmed = new DirectoryTarget(store);
        unconfirmed.unconfirmed();

        assertThat(restoreNewest(unconfirmed, volume))
                .isInstanceOfSatisfying(
                        Outcome.Suspended.class,
                        suspended -> assertThat(suspended.reason().what()).contains("nobody confirmed"));
        assertThat(restoreNewest(store, volume)).isEqualTo(restored);
    }

    @Test
    void backupThatBecomesTheNewestWhileOneIsVerifiedIsVerified() throws Exception {
        Path store = copyOfStore();
        Path config = config(store, NEWEST);
        Path aside = Files.move(config, directory.resolve("aside"));
        DirectoryTarget target = new DirectoryTarget(store);
        AtomicInteger blocks = new AtomicInteger();
        target.onOpen(key -> key.name().endsWith(".blk") && blocks.incrementAndGet() > 1
                ? Optional.of(new TargetException.Unavailable(TargetException.Cause.OTHER, "away", null))
                : Optional.empty());
        CountDownLatch waits = new CountDownLatch(1);
        try (RestoreEngine engine =
                RestoreEngine.builder().targets(new OneTarget(target)).build()) {
            Restore verifying = engine.verifyBackup(
                    "test:///store?volume=" + VOLUME, RestoreOptions.DEFAULT.withConcurrency(1), new RestoreListener() {
                        @Override
                        public void changed(RestoreStatus status) {
                            if (status.phase() == Phase.WAITING) {
                                waits.countDown();
                            }
                        }
                    });
            assertThat(waits.await(120, TimeUnit.SECONDS)).isTrue();
            Files.move(aside, config);
            target.onOpen(key -> Optional.empty());
            assertThat(verifying.outcome().toCompletableFuture().get(120, TimeUnit.SECONDS))
                    .isEqualTo(new Outcome.Verified(NEWEST, List.of()));
        }
    }

    private static Path config(Path store, String backup) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(file -> file.endsWith("backup_" + backup + ".cfg"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Outcome restoreNewest(Path store, Path volume) throws Exception {
        return restoreNewest(new DirectoryTarget(store), volume);
    }

    private static Outcome restoreNewest(DirectoryTarget store, Path volume) throws Exception {
        try (RestoreEngine engine =
                RestoreEngine.builder().targets(new OneTarget(store)).build()) {
            RestoreRequest request = RestoreRequest.of("test:///store?volume=" + VOLUME, volume)
                    .withOptions(RestoreOptions.DEFAULT.withWaitLimit(Duration.ofMillis(1)));
            return engine.start(request).outcome().toCompletableFuture().get(120, TimeUnit.SECONDS);
        }
    }

    private Path copyOfStore() throws IOException {
        Path copy = directory.resolve("store");
        try (Stream<Path> files = Files.walk(Fixtures.store())) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(Fixtures.store().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (file.toString().contains(VOLUME)) {
                    Files.copy(file, target);
                }
            }
        }
        return copy;
    }
}
