package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.mockito.Mockito.when;

import io.restorekit.api.Baseline;
import io.restorekit.api.Failure;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import io.restorekit.checkpoint.Progress;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import io.restorekit.volume.FileVolume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside a volume that is one block of ones. */
class EffectRunnerTest {
    private static final int BLOCK = 1 << 16;
    private static final Digest DIGEST = Digest.ofContent(new byte[BLOCK], BLOCK);
    private static final BlockMap ZERO = BlockMap.allZero(BLOCK, BLOCK);
    private static final BlockMap GOAL =
            new BlockMap.Builder(BLOCK, BLOCK).set(0, new Content.Data(DIGEST)).build();

    @TempDir
    Path directory;

    private final FakeSurroundings around = new FakeSurroundings();
    private final List<Event> posted = new ArrayList<>();
    private Path volume;
    private EffectRunner runner;

    @BeforeEach
    void recover() throws Exception {
        volume = directory.resolve("volume");
        byte[] ones = new byte[BLOCK];
        Arrays.fill(ones, (byte) 1);
        Files.write(volume, ones);
        RestoreRequest request = RestoreRequest.of("test:///store?volume=volume", volume)
                .withBaseline(Baseline.unknown())
                .withOptions(RestoreOptions.DEFAULT.withWaitLimit(Duration.ofSeconds(10)));
        runner = EffectRunner.onVolume(around.surroundings(request), posted::add);
        runner.run(new Effect.Recover(1));
        assertThat(last()).isInstanceOf(Event.Recovered.class);
    }

    @AfterEach
    void end() {
        runner.end(false, () -> {});
    }

    @Test
    void blockThatIsWrittenEndsTheWait() {
        waitForNineSeconds();
        write();
        assertThat(last()).isInstanceOf(Event.Written.class);
        assertThat(isOverdueTwoSecondsLater()).isFalse();
    }

    @Test
    void blockThatIsZeroedEndsTheWait() {
        waitForNineSeconds();
        runner.run(new Effect.Zero(7, ZERO, 0));
        assertThat(last()).isInstanceOf(Event.Written.class);
        assertThat(isOverdueTwoSecondsLater()).isFalse();
    }

    @Test
    void callerWhoLetsItGoOnBeginsANewWait() {
        waitForNineSeconds();
        runner.resumed();
        assertThat(isOverdueTwoSecondsLater()).isFalse();
    }

    @Test
    void waitThatNothingEndsIsOverdue() {
        waitForNineSeconds();
        fetch();
        assertThat(isOverdueTwoSecondsLater()).isTrue();
    }

    @Test
    void volumeWhoseSampleDisagreesIsNoLongerTheOneThatWasRemembered() throws Exception {
        String id = idAfterCommit();
        assumeThat(id).as("labels are kept here").doesNotStartWith("inode:");
        runner.run(new Effect.Sample(7, ZERO));
        assertThat(last()).isEqualTo(new Event.Sampled(7, false));
        assertThat(idAfterCommit()).isNotEqualTo(id);
    }

    @Test
    void volumeWhoseSampleAgreesStaysTheSame() throws Exception {
        runner.run(new Effect.Zero(6, ZERO, 0));
        String id = idAfterCommit();
        runner.run(new Effect.Sample(7, ZERO));
        assertThat(last()).isEqualTo(new Event.Sampled(7, true));
        assertThat(idAfterCommit()).isEqualTo(id);
    }

    @Test
    void ownerThatLostTheVolumeWritesNothingMore() throws Exception {
        fetch();
        anotherTakesOver();
        runner.run(new Effect.Write(8, 7, GOAL, List.of(0)));
        assertLost();
        runner.run(new Effect.Zero(9, ZERO, 0));
        assertLost();
        assertThat(Files.readAllBytes(volume)).containsOnly(1);
    }

    @Test
    void lockStepThatCouldNotBeginIsTriedAgainAfterAPause() {
        when(around.lock.due()).thenReturn(Duration.ZERO);
        around.workers.noThread = true;
        runner.run(new Effect.KeepLock(7));
        assertThat(posted).hasSize(1);
        around.time.pass(Duration.ofSeconds(1));
        assertThat(last())
                .isInstanceOfSatisfying(
                        Event.Failed.class,
                        failed -> assertThat(failed.ticket()).isEqualTo(7));
    }

    private void anotherTakesOver() throws Exception {
        Files.createFile(directory.resolve("volume.restore/checkpoint-2"));
        around.time.pass(Duration.ofSeconds(11));
    }

    private void assertLost() {
        assertThat(last())
                .isInstanceOfSatisfying(
                        Event.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.OWNERSHIP_LOST));
    }

    private void waitForNineSeconds() {
        runner.run(new Effect.AwaitRetry(2, Effect.Pace.LOCAL, 0));
        around.time.pass(Duration.ofSeconds(9));
        assertThat(posted).contains(new Event.Woken(2, false));
    }

    private boolean isOverdueTwoSecondsLater() {
        runner.run(new Effect.AwaitRetry(3, Effect.Pace.LOCAL, 0));
        around.time.pass(Duration.ofSeconds(2));
        return ((Event.Woken) last()).overdue();
    }

    private void write() {
        fetch();
        runner.run(new Effect.Write(8, 7, GOAL, List.of(0)));
    }

    private void fetch() {
        runner.run(new Effect.Fetch(7, DIGEST, BLOCK, false));
        around.workers.runCalls();
        assertThat(last()).isEqualTo(new Event.Fetched(7));
    }

    private String idAfterCommit() throws Exception {
        Claim claim = new Claim(Standing.OPEN, GOAL, new Manifest("goal", GOAL, Optional.empty()), Progress.NOTHING);
        runner.run(new Effect.Commit(5, claim));
        assertThat(last()).isInstanceOf(Event.Committed.class);
        try (FileVolume again = FileVolume.openExisting(volume)) {
            return again.identity().orElseThrow().id();
        }
    }

    private Event last() {
        return posted.get(posted.size() - 1);
    }
}
