package io.restorekit.nfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import io.restorekit.nfs.real.LargeStore;
import io.restorekit.nfs.real.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another store at the mount point, in the middle of a restore. */
@Timeout(300)
class OtherStoreTest {
    private static final int BLOCKS = 4;

    /** More opens than it takes to begin, fewer than it takes to end. */
    private static final int BEGUN = 4;

    @TempDir
    Path directory;

    enum Other {
        WITHOUT_THE_VOLUME,
        WITHOUT_ITS_BLOCKS
    }

    @ParameterizedTest
    @EnumSource(Other.class)
    void otherStoreIsWaitedOut(Other other) throws Exception {
        Path mount = directory.resolve("mnt");
        LargeStore store = LargeStore.write(mount, BLOCKS);
        make(other, mount);
        FaultyFiles files = new FaultyFiles();
        AtomicBoolean changed = new AtomicBoolean();
        files.inject(file -> {
            if (files.fired() > BEGUN && changed.compareAndSet(false, true)) {
                swap(mount, "own", "other");
            }
            return file;
        });
        Story story = new Story();
        try (RestoreEngine engine = RestoreEngine.builder()
                .targets(new NfsBackupTargetProvider(files.settings(mount)))
                .build()) {
            Path volume = directory.resolve("volume");
            RestoreRequest request = RestoreRequest.of("file://" + mount + "?volume=" + LargeStore.VOLUME, volume);
            Restore restore = engine.start(request.withOptions(RestoreOptions.DEFAULT.withConcurrency(1)), story);
            story.await(status -> status.phase() == Phase.WAITING && changed.get());
            assertThat(restore.outcome().toCompletableFuture()).isNotDone();

            swap(mount, "other", "own");
            restore.retryNow();

            assertThat(restore.outcome().toCompletableFuture().get(120, TimeUnit.SECONDS))
                    .isEqualTo(new Outcome.Restored(store.backup()));
            store.assertRestored(volume);
        }
    }

    private void make(Other other, Path mount) throws IOException {
        Path place = Files.createDirectory(directory.resolve("other"));
        Files.createDirectories(place.resolve("backupstore/volumes/aa/bb/another-volume"));
        if (other == Other.WITHOUT_ITS_BLOCKS) {
            Path locks = LargeStore.locks(Path.of(""));
            Path config = locks.resolveSibling("volume.cfg");
            Files.createDirectories(place.resolve(config).getParent());
            Files.copy(mount.resolve(config), place.resolve(config));
        }
    }

    private void swap(Path mount, String away, String here) throws IOException {
        Files.move(mount, directory.resolve(away));
        Files.move(directory.resolve(here), mount);
    }
}
