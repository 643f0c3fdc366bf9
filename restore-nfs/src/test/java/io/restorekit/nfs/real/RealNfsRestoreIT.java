package io.restorekit.nfs.real;

import static io.restorekit.api.Failure.Kind.LOCK_BUSY;
import static io.restorekit.api.Failure.Kind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Finding;
import io.restorekit.api.Finding.Severity;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole restores from an NFSv4 server, through what happens to one. */
@NeedsNfs
@Timeout(300)
class RealNfsRestoreIT {
    private static final int BLOCKS = 48;

    @TempDir
    Path directory;

    private Path export;
    private Path volume;

    @AutoClose
    private GaneshaServer server;

    @AutoClose
    private FuseMount mount;

    @AutoClose
    private final RestoreEngine engine = RestoreEngine.builder().build();

    private final Story story = new Story();

    @BeforeEach
    void mountExport() throws Exception {
        export = directory.resolve("export");
        volume = directory.resolve("volume");
        server = GaneshaServer.start(export, directory);
        mount = FuseMount.nfs(server, directory.resolve("mnt"));
    }

    @Test
    void everyRecordedBackupIsRestoredAlongItsChain() throws Exception {
        Recorded.copyTo(export);
        for (Recorded backup : Recorded.all()) {
            Path restored = directory.resolve(backup.volume());
            String query = "?volume=" + backup.volume() + "&backup=" + backup.backup();

            Restore restore = engine.start(RestoreRequest.of("file://" + mount.point() + query, restored));

            assertThat(outcome(restore)).isEqualTo(new Outcome.Restored(backup.backup()));
            byte[] bytes = Arrays.copyOf(Files.readAllBytes(restored), backup.size());
            assertThat(sha256(bytes)).isEqualTo(backup.sha256());
        }
    }

    @Test
    void serverThatIsKilledInTheMiddleAndStartedAgain() throws Exception {
        LargeStore store = LargeStore.write(export, BLOCKS);
        Restore restore = start();
        story.awaitMiddle();
        server.kill();
        story.awaitWaiting(UNAVAILABLE);

        server.restart();

        assertRestored(store, restore);
    }

    @Test
    void emptyDirectoryOfAnExportThatWasUnmountedInTheMiddleIsNoEmptyStore() throws Exception {
        LargeStore store = LargeStore.write(export, BLOCKS);
        Restore restore = start();
        story.awaitMiddle();
        mount.unmount();
        story.awaitWaiting(UNAVAILABLE);
        assertThat(mount.point()).isEmptyDirectory();
        assertThat(restore.status().blocksSetAside()).isZero();

        mount.close();
        mount = FuseMount.nfs(server, mount.point());

        assertRestored(store, restore);
    }

    @Test
    void lockOfARestoreShowsOnTheServerAndIsTakenAway() throws Exception {
        LargeStore store = LargeStore.write(export, BLOCKS);
        Restore restore = start();
        story.awaitMiddle();

        assertThat(LargeStore.locks(export)).isDirectoryContaining("regex:.*/lock-[0-9a-z-]+\\.lck");
        assertRestored(store, restore);
        await().untilAsserted(() -> assertThat(LargeStore.locks(export)).isEmptyDirectory());
    }

    @Test
    void deletionThatLockedTheVolumeOnTheServerIsWaitedFor() throws Exception {
        LargeStore store = LargeStore.write(export, BLOCKS);
        Path lock = Files.createDirectories(LargeStore.locks(export)).resolve("lock-0000000000000000.lck");
        Files.writeString(lock, "{\"Name\":\"lock-0000000000000000\",\"Type\":2,\"Acquired\":true}");
        Restore restore = start();
        story.awaitWaiting(LOCK_BUSY);

        Files.delete(lock);
        restore.retryNow();

        assertRestored(store, restore);
    }

    @Test
    void preflightReadsABlockAndWritesALock() throws Exception {
        LargeStore store = LargeStore.write(export, 1);

        assertThat(engine.preflight(url() + "&backup=" + store.backup()).findings())
                .filteredOn(finding -> finding.severity() == Severity.GOOD)
                .extracting(Finding::check)
                .contains("mount", "store", "file handles", "backup", "block", "lock folder");
        assertThat(LargeStore.locks(export)).isEmptyDirectory();
    }

    private Restore start() throws Exception {
        RestoreOptions options = RestoreOptions.DEFAULT.withConcurrency(1);
        return engine.start(RestoreRequest.of(url(), volume).withOptions(options), story);
    }

    private String url() {
        return "file://" + mount.point() + "?volume=" + LargeStore.VOLUME;
    }

    private void assertRestored(LargeStore store, Restore restore) throws Exception {
        assertThat(outcome(restore)).isEqualTo(new Outcome.Restored(store.backup()));
        store.assertRestored(volume);
    }

    private static Outcome outcome(Restore restore) throws Exception {
        return restore.outcome().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
