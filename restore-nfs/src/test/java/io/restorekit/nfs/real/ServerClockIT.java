package io.restorekit.nfs.real;

import static io.restorekit.api.Failure.Kind.LOCK_BUSY;
import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose clock is a day off: the age of a lock is told by its times alone. */
@NeedsNfs
@Timeout(300)
class ServerClockIT {
    private static final String DELETION = "{\"Name\":\"lock-0000000000000000\",\"Type\":2,\"Acquired\":true}";

    @TempDir
    Path directory;

    private LargeStore store;
    private Path locks;

    @AutoClose
    private FuseMount mount;

    @AutoClose
    private final RestoreEngine engine = RestoreEngine.builder().build();

    private final Story story = new Story();

    @BeforeEach
    void mountStore() throws Exception {
        Path root = directory.resolve("store");
        store = LargeStore.write(root, 1);
        mount = FuseMount.faulty(root, directory.resolve("mnt"));
        locks = Files.createDirectories(LargeStore.locks(root));
    }

    @ParameterizedTest
    @ValueSource(strings = {"day-behind", "day-ahead"})
    void deletionThatLockedJustNowIsWaitedFor(String clock) throws Exception {
        Path lock = Files.writeString(locks.resolve("lock-0000000000000000.lck"), DELETION);
        mount.fault(clock);
        Restore restore = start();
        story.awaitWaiting(LOCK_BUSY);

        Files.delete(lock);
        restore.retryNow();

        assertRestored(restore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"day-behind", "day-ahead"})
    void lockOfADeletionThatDiedIsPassedOverAndWhatIsYoungIsLeft(String clock) throws Exception {
        age(Files.writeString(locks.resolve("lock-0000000000000000.lck"), DELETION), Duration.ofMinutes(10));
        Path young = Files.writeString(locks.resolve("lock-0000000000000001.lck.tmp.1"), "");
        age(young, Duration.ofMinutes(10));
        mount.fault(clock);
        Restore restore = start();

        assertRestored(restore);
        assertThat(story.told()).noneMatch(status -> Story.waits(status, LOCK_BUSY));
        assertThat(young).exists();
        assertThat(mount.fired()).isPositive();
    }

    private Restore start() throws Exception {
        String url = "file://" + mount.point() + "?volume=" + LargeStore.VOLUME;
        return engine.start(RestoreRequest.of(url, directory.resolve("volume")), story);
    }

    private void assertRestored(Restore restore) throws Exception {
        assertThat(restore.outcome().toCompletableFuture().get(120, TimeUnit.SECONDS))
                .isEqualTo(new Outcome.Restored(store.backup()));
        store.assertRestored(directory.resolve("volume"));
    }

    private static void age(Path file, Duration age) throws Exception {
        FileTime now = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.from(now.toInstant().minus(age)));
    }
}
