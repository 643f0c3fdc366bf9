package io.restorekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreOptions.BadBlocks;
import io.restorekit.api.RestoreOptions.OnAttention;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.Scene;
import io.restorekit.testing.Scene.Golden;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup target that goes away, refuses, or lacks blocks. */
class OutageTest {
    private static final RestoreOptions OPTIONS = RestoreOptions.DEFAULT.withConcurrency(2);

    private final DirectoryTarget target = new DirectoryTarget(Fixtures.store());

    @TempDir
    Path directory;

    @Test
    void outageInTheMiddleIsWaitedOut() throws Exception {
        awayAfter(2);
        try (Scene scene = scene()) {
            Restore restore = scene.start(OPTIONS);
            scene.await(status -> status.phase() == Phase.WAITING
                    && status.reason().orElseThrow().kind() == Kind.UNAVAILABLE);
            back();
            assertThat(Scene.outcome(restore)).isEqualTo(new Outcome.Restored(Golden.SECOND_LZ4.backup()));
            assertThat(scene.isRight()).isTrue();
        }
    }

    @Test
    void restartDuringAnOutageFetchesNothingThatWasClaimed() throws Exception {
        awayAfter(4);
        try (Scene scene = scene()) {
            scene.start(OPTIONS);
            scene.await(status -> status.phase() == Phase.WAITING);
        }
        int before = target.openedBlocks().size();
        back();
        DirectoryTarget afresh = new DirectoryTarget(Fixtures.store());
        try (Scene scene = new Scene(Golden.SECOND_LZ4, afresh, volume())) {
            assertThat(scene.run(OPTIONS)).isInstanceOf(Outcome.Restored.class);
            assertThat(scene.isRight()).isTrue();
        }
        assertThat(before).isGreaterThanOrEqualTo(4);
        assertThat(afresh.openedBlocks()).hasSizeLessThan(7);
    }

    @Test
    void waitLimitSuspendsAndTheSameRequestGoesOn() throws Exception {
        awayAfter(2);
        try (Scene scene = scene()) {
            Outcome outcome = scene.run(OPTIONS.withWaitLimit(Duration.ofMillis(500)));
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Suspended.class, suspended -> {
                assertThat(suspended.needsAttention()).isFalse();
                assertThat(suspended.reason().kind()).isEqualTo(Kind.UNAVAILABLE);
            });
            back();
            assertThat(scene.run(OPTIONS)).isInstanceOf(Outcome.Restored.class);
            assertThat(scene.isRight()).isTrue();
        }
    }

    @Test
    void refusalNeedsAPersonAndGoesOnWhenTold() throws Exception {
        target.onOpen(key -> Optional.of(new TargetException.Refused("the key is revoked", null)));
        try (Scene scene = scene()) {
            Restore restore = scene.start(OPTIONS);
            scene.await(status ->
                    status.needsAttention() && status.reason().orElseThrow().kind() == Kind.REFUSED);
            back();
            restore.retryNow();
            assertThat(retrying(scene, restore)).isInstanceOf(Outcome.Restored.class);
        }
    }

    @Test
    void missingBlockNeedsAPerson() throws Exception {
        target.loseOneBlock();
        try (Scene scene = scene()) {
            Outcome outcome = scene.run(OPTIONS.withOnAttention(OnAttention.EXIT));
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Suspended.class, suspended -> {
                assertThat(suspended.needsAttention()).isTrue();
                assertThat(suspended.reason().kind()).isEqualTo(Kind.BLOCK_MISSING);
                assertThat(suspended.reason().what()).contains("offset");
            });
            back();
            assertThat(scene.run(OPTIONS)).isInstanceOf(Outcome.Restored.class);
            assertThat(scene.isRight()).isTrue();
        }
    }

    @Test
    void missingBlockCanFailTheRestore() throws Exception {
        target.loseOneBlock();
        try (Scene scene = scene()) {
            assertThat(scene.run(OPTIONS.withBadBlocks(BadBlocks.FAIL)))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.failure().kind()).isEqualTo(Kind.BLOCK_MISSING));
        }
    }

    @Test
    void skippedBlockIsListedAndTheVolumeIsNotCalledRestored() throws Exception {
        target.loseOneBlock();
        try (Scene scene = scene()) {
            assertThat(scene.run(OPTIONS.withBadBlocks(BadBlocks.SKIP)))
                    .isInstanceOfSatisfying(
                            Outcome.Incomplete.class,
                            incomplete -> assertThat(incomplete.badBlocks())
                                    .isNotEmpty()
                                    .allMatch(block -> block.kind() == Kind.BLOCK_MISSING));
            assertThat(scene.isRight()).isFalse();
            back();
            assertThat(scene.run(OPTIONS)).isInstanceOf(Outcome.Restored.class);
            assertThat(scene.isRight()).isTrue();
        }
    }

    @Test
    void adapterThatThrowsAnythingEndsTheRestoreAndNothingElse() throws Exception {
        target.onOpen(key -> {
            throw new IllegalStateException("a defect in an adapter");
        });
        try (Scene scene = scene()) {
            assertThat(scene.run(OPTIONS))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.failure().kind()).isEqualTo(Kind.INTERNAL));
        }
    }

    @Test
    void goalChangedInTheMiddleEndsInTheRightBytes() throws Exception {
        awayAfter(3);
        try (Scene scene = scene()) {
            scene.start(OPTIONS);
            scene.await(status -> status.phase() == Phase.WAITING);
        }
        back();
        try (Scene other = new Scene(Golden.FIRST_LZ4, target, volume())) {
            assertThat(other.run(OPTIONS)).isInstanceOf(Outcome.Restored.class);
            assertThat(other.isRight()).isTrue();
        }
    }

    /** The gate may still be shut when the caller says "now": then saying it again helps. */
    private static Outcome retrying(Scene scene, Restore restore) throws Exception {
        while (!restore.outcome().toCompletableFuture().isDone()) {
            restore.retryNow();
            if (scene.saw(status -> status.phase() == Phase.ENDED)) {
                break;
            }
            Thread.onSpinWait();
        }
        return Scene.outcome(restore);
    }

    private void awayAfter(int blocks) {
        AtomicInteger left = new AtomicInteger(blocks);
        target.onOpen(key -> key.name().endsWith(".blk") && left.getAndDecrement() > 0
                        || !key.name().endsWith(".blk") && left.get() > 0
                ? Optional.empty()
                : Optional.of(new TargetException.Unavailable(Cause.NAME_NOT_RESOLVED, "no such host", null)));
    }

    private void back() {
        target.onOpen(key -> Optional.empty());
    }

    private Scene scene() {
        return new Scene(Golden.SECOND_LZ4, target, volume());
    }

    private Path volume() {
        return directory.resolve("volume");
    }
}
