package io.restorekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.OneTarget;
import io.restorekit.testing.Scene.Golden;
import io.restorekit.volume.VolumeLock;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looking at every block of a backup or a volume, and repairing a volume. */
@Timeout(300)
class VerifyTest {
    private static final int BLOCK = 2 << 20;

    /** The source was expanded to this after the first backup. */
    private static final long SIZE = 32 << 20;

    private static final String FIRST = Golden.FIRST_LZ4.backup();
    private static final String URL = "test:///store?volume=" + Golden.FIRST_LZ4.volume() + "&backup=" + FIRST;

    private final DirectoryTarget target = new DirectoryTarget(Fixtures.store());
    private final RestoreEngine engine =
            RestoreEngine.builder().targets(new OneTarget(target)).build();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void soundBackupIsVerifiedAndLeavesNothingOnTheDisk() throws Exception {
        assertThat(verifyBackup()).isEqualTo(new Outcome.Verified(FIRST, List.of()));
        assertThat(target.openedBlocks()).hasSize(7);
        assertThat(Path.of("nowhere")).doesNotExist();
        assertThat(Path.of("nowhere.restore")).doesNotExist();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void blocksThatTheStoreLacksAreListedAndTheOthersAreLookedAtAllTheSame() throws Exception {
        target.loseOneBlock();
        Outcome.Verified verified = (Outcome.Verified) verifyBackup();
        assertThat(verified.isSound()).isFalse();
        assertThat(verified.badBlocks()).isNotEmpty().allMatch(bad -> bad.kind() == Kind.BLOCK_MISSING);
        assertThat(target.openedBlocks()).hasSize(7);
    }

    @Test
    void outageIsWaitedOutWhileABackupIsVerified() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        target.onOpen(key -> key.name().endsWith(".blk") && calls.incrementAndGet() > 3
                ? Optional.of(new TargetException.Unavailable(Cause.NAME_NOT_RESOLVED, "no name", null))
                : Optional.empty());
        CountDownLatch waits = new CountDownLatch(1);
        Restore verifying = engine.verifyBackup(URL, RestoreOptions.DEFAULT.withConcurrency(1), new RestoreListener() {
            @Override
            public void changed(RestoreStatus status) {
                if (status.phase() == Phase.WAITING) {
                    waits.countDown();
                }
            }
        });
        assertThat(waits.await(120, TimeUnit.SECONDS)).isTrue();
        target.onOpen(key -> Optional.empty());
        assertThat(outcome(verifying)).isEqualTo(new Outcome.Verified(FIRST, List.of()));
    }

    @Test
    void volumeIsComparedWithItsRestorePointWithoutTheBackupTarget() throws Exception {
        restore();
        target.onOpen(key -> {
            throw new AssertionError("asked for " + key);
        });
        Files.delete(volume().resolveSibling(".volume.restore-lock"));
        List<RestoreStatus> told = new ArrayList<>();
        assertThat(verifyVolume(told)).isEqualTo(new Outcome.Verified(FIRST, List.of()));
        RestoreStatus last = told.get(told.size() - 1);
        assertThat(last.phase()).isEqualTo(Phase.COMPARING);
        assertThat(last.doneBytes()).isEqualTo(SIZE);

        overwrite(BLOCK + 7, 1);
        overwrite(4L * BLOCK - 1, 1);
        assertThat(verifyVolume(told).badBlocks())
                .extracting(Outcome.BadBlock::offset, Outcome.BadBlock::kind)
                .containsExactly(tuple((long) BLOCK, Kind.BLOCK_DIFFERS), tuple(3L * BLOCK, Kind.BLOCK_DIFFERS));
    }

    @Test
    void volumeThatEndsTooSoonDiffersFromThere() throws Exception {
        restore();
        try (FileChannel file = FileChannel.open(volume(), StandardOpenOption.WRITE)) {
            file.truncate(SIZE - 1);
        }
        assertThat(verifyVolume(new ArrayList<>()).badBlocks())
                .extracting(Outcome.BadBlock::offset)
                .containsExactly(SIZE - BLOCK);
    }

    @Test
    void volumeIsComparedWithABackupInTheStore() throws Exception {
        restore();
        RestoreRequest second = RestoreRequest.of(URL.replace(FIRST, Golden.SECOND_LZ4.backup()), volume());
        int before = target.openedBlocks().size();
        Outcome.Verified verified = engine.verifyVolume(second, new RestoreListener() {});
        assertThat(verified.backup()).isEqualTo(Golden.SECOND_LZ4.backup());
        assertThat(verified.badBlocks()).hasSize(4);
        assertThat(target.openedBlocks()).hasSize(before);
    }

    @Test
    void whatDiffersIsRepairedAndNothingElseIsFetched() throws Exception {
        restore();
        overwrite(BLOCK + 7, 1);
        DirectoryTarget afresh = new DirectoryTarget(Fixtures.store());
        try (RestoreEngine repairing =
                RestoreEngine.builder().targets(new OneTarget(afresh)).build()) {
            RestoreRequest request = request().withOptions(RestoreOptions.DEFAULT.withRepair(true));
            assertThat(outcome(repairing.start(request))).isEqualTo(new Outcome.Restored(FIRST));
            assertThat(afresh.openedBlocks()).hasSize(1);
        }
        assertThat(verifyVolume(new ArrayList<>()).isSound()).isTrue();
    }

    @Test
    void restorePointIsNotGivenUpWhereNothingHasToBeRepaired() throws Exception {
        restore();
        Object before = Files.getLastModifiedTime(state().resolve("restore-point"));
        RestoreRequest request = request().withOptions(RestoreOptions.DEFAULT.withRepair(true));
        assertThat(outcome(engine.start(request))).isEqualTo(new Outcome.Restored(FIRST));
        assertThat((Object) Files.getLastModifiedTime(state().resolve("restore-point")))
                .isEqualTo(before);
    }

    @Test
    void volumeThatARestoreWorksOnIsBusy() throws Exception {
        restore();
        VolumeLock owner = VolumeLock.acquire(volume());
        assertRefused(Kind.VOLUME_BUSY);
        owner.close();
    }

    @Test
    void volumeInTheMiddleOfARestoreHasNothingToBeComparedWith() throws Exception {
        assertRefused(Kind.NO_RESTORE_POINT);
        AtomicInteger calls = new AtomicInteger();
        target.onOpen(key -> key.name().endsWith(".blk") && calls.incrementAndGet() > 3
                ? Optional.of(new TargetException.Unavailable(Cause.NAME_NOT_RESOLVED, "no name", null))
                : Optional.empty());
        outcome(engine.start(request().withOptions(RestoreOptions.DEFAULT.withWaitLimit(Duration.ofMillis(1)))));
        assertRefused(Kind.NO_RESTORE_POINT);
    }

    @Test
    void interruptEndsAVerificationAndLeavesTheVolumeFree() throws Exception {
        restore();
        assertThatThrownBy(() -> engine.verifyVolume(volume(), state(), new RestoreListener() {
                    @Override
                    public void changed(RestoreStatus status) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(verifyVolume(new ArrayList<>()).isSound()).isTrue();
    }

    private void assertRefused(Kind kind) {
        assertThatThrownBy(() -> verifyVolume(new ArrayList<>()))
                .isInstanceOfSatisfying(
                        RestoreException.class,
                        refused -> assertThat(refused.failure().kind()).isEqualTo(kind));
    }

    private Outcome verifyBackup() throws Exception {
        return outcome(engine.verifyBackup(URL, RestoreOptions.DEFAULT, new RestoreListener() {}));
    }

    private Outcome.Verified verifyVolume(List<RestoreStatus> told) throws Exception {
        return engine.verifyVolume(volume(), state(), new RestoreListener() {
            @Override
            public void changed(RestoreStatus status) {
                told.add(status);
            }
        });
    }

    private void restore() throws Exception {
        assertThat(outcome(engine.start(request()))).isEqualTo(new Outcome.Restored(FIRST));
    }

    private static Outcome outcome(Restore restore) throws Exception {
        return restore.outcome().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    private RestoreRequest request() {
        return RestoreRequest.of(URL, volume());
    }

    private Path volume() {
        return directory.resolve("volume");
    }

    private Path state() {
        return directory.resolve("volume.restore");
    }

    private void overwrite(long position, int value) throws Exception {
        try (FileChannel file = FileChannel.open(volume(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {(byte) value}), position);
        }
    }
}
