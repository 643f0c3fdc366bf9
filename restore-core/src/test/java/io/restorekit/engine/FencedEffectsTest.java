package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Baseline;
import io.restorekit.api.Failure;
import io.restorekit.api.RestoreRequest;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import io.restorekit.checkpoint.Guard;
import io.restorekit.checkpoint.Progress;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every effect on a volume, one block of ones, or on its state asks the fence first. */
class FencedEffectsTest {
    private static final int BLOCK = 1 << 16;
    private static final Digest DIGEST = Digest.ofContent(new byte[BLOCK], BLOCK);
    private static final BlockMap ZERO = BlockMap.allZero(BLOCK, BLOCK);
    private static final BlockMap GOAL =
            new BlockMap.Builder(BLOCK, BLOCK).set(0, new Content.Data(DIGEST)).build();
    private static final Effect COMMIT = new Effect.Commit(
            5, new Claim(Standing.OPEN, GOAL, new Manifest("goal", GOAL, Optional.empty()), Progress.NOTHING));

    @TempDir
    Path directory;

    private final FakeSurroundings around = new FakeSurroundings();
    private final List<Event> posted = new ArrayList<>();
    private Path volume;
    private EffectRunner runner;

    /** How often the fence says yes. */
    private int answers = Integer.MAX_VALUE;

    @BeforeEach
    void open() throws Exception {
        volume = directory.resolve("volume");
        byte[] ones = new byte[BLOCK];
        Arrays.fill(ones, (byte) 1);
        Files.write(volume, ones);
        around.guard = new Guard(Optional.of(() -> answers-- > 0));
        RestoreRequest request =
                RestoreRequest.of("test:///store?volume=volume", volume).withBaseline(Baseline.unknown());
        runner = EffectRunner.onVolume(around.surroundings(request), posted::add);
    }

    @AfterEach
    void end() {
        runner.end(false, () -> {});
    }

    @Test
    void whoDoesNotHoldItTouchesNothing() throws Exception {
        answers = 0;
        runner.run(new Effect.Recover(1));
        assertLost();
        try (Stream<Path> found = Files.walk(directory)) {
            assertThat(found).containsExactlyInAnyOrder(directory, volume);
        }
    }

    @Test
    void fenceThatIsLostWhileTheLocksAreTakenLeavesTheStateAlone() throws Exception {
        answers = 1;
        runner.run(new Effect.Recover(1));
        assertLost();
        assertThat(checkpoint()).doesNotExist();
    }

    @Test
    void nothingIsWrittenOnceItIsLost() throws Exception {
        recover();
        fetch(7, false);
        fetch(9, true);
        answers = 0;
        for (Effect effect : List.of(
                new Effect.Write(8, 7, GOAL, List.of(0)),
                new Effect.Zero(10, ZERO, 0),
                new Effect.Stage(11, 9, DIGEST),
                new Effect.Grow(12, 4 * BLOCK))) {
            posted.clear();
            runner.run(effect);
            assertLost();
        }
        assertThat(Files.readAllBytes(volume)).hasSize(BLOCK).containsOnly(1);
        assertThat(state().resolve("stage")).doesNotExist();
    }

    @Test
    void eachBlockOfAWriteAsks() throws Exception {
        recover();
        runner.run(new Effect.Grow(2, 2 * BLOCK));
        fetch(7, false);
        answers = 1;
        BlockMap twice = new BlockMap.Builder(BLOCK, 2 * BLOCK)
                .set(0, new Content.Data(DIGEST))
                .set(1, new Content.Data(DIGEST))
                .build();
        runner.run(new Effect.Write(8, 7, twice, List.of(1, 0)));
        assertLost();
        assertThat(Files.readAllBytes(volume)).startsWith(1);
    }

    @Test
    void nothingIsCommittedOnceItIsLost() throws Exception {
        recover();
        answers = 0;
        runner.run(COMMIT);
        assertLost();
        assertThat(checkpoint()).isEmptyFile();
    }

    @Test
    void nothingIsSavedIfItIsLostWhileTheVolumeIsForced() throws Exception {
        recover();
        answers = 1;
        runner.run(COMMIT);
        assertLost();
        assertThat(checkpoint()).isEmptyFile();
        answers = Integer.MAX_VALUE;
        runner.run(COMMIT);
        assertLost();
    }

    @Test
    void whoHoldsItCommits() throws Exception {
        recover();
        runner.run(COMMIT);
        assertThat(posted.get(posted.size() - 1)).isInstanceOf(Event.Committed.class);
        assertThat(checkpoint()).isNotEmptyFile();
    }

    private void recover() {
        runner.run(new Effect.Recover(1));
        assertThat(posted).last().isInstanceOf(Event.Recovered.class);
    }

    private void fetch(long ticket, boolean packed) {
        runner.run(new Effect.Fetch(ticket, DIGEST, BLOCK, packed));
        around.workers.runCalls();
        assertThat(posted).last().isEqualTo(new Event.Fetched(ticket));
    }

    private void assertLost() {
        assertThat(posted)
                .last()
                .isInstanceOfSatisfying(
                        Event.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.OWNERSHIP_LOST));
    }

    private Path checkpoint() {
        return state().resolve("checkpoint-1");
    }

    private Path state() {
        return directory.resolve("volume.restore");
    }
}
