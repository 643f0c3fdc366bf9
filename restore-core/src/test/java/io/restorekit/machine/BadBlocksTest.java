package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreOptions.BadBlocks;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocks that are missing or damaged. */
class BadBlocksTest {
    private final Walk walk = new Walk(RestoreOptions.DEFAULT.withConcurrency(4));

    /** Whatever the caller chose for bad blocks: this one is not bad, only out of reach. */
    @ParameterizedTest
    @EnumSource(BadBlocks.class)
    void blockThatCannotBeReachedIsWaitedFor(BadBlocks policy) {
        Walk alone = new Walk(RestoreOptions.DEFAULT.withConcurrency(1).withBadBlocks(policy));
        alone.toTransferring("0", "a");
        while (alone.state() instanceof Transferring) {
            alone.answer(Mishap.failed(alone.only(Effect.Fetch.class).ticket(), Kind.UNAVAILABLE));
        }
        alone.answerCommit();
        assertThat(((Waiting) alone.state()).attention()).isFalse();
        assertThat(((Waiting) alone.state()).reason().kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    /** It may have been damaged on its way: nobody is called, nothing is skipped, before it has been read again. */
    @ParameterizedTest
    @EnumSource(BadBlocks.class)
    void manifestOfBlocksThatCannotBeHadIsReadAgainFirst(BadBlocks policy) {
        Walk missing = new Walk(RestoreOptions.DEFAULT.withBadBlocks(policy));
        missing.toTransferring("0", "a");
        blockIsMissing(missing);
        assertThat(missing.all(Effect.Locate.class))
                .singleElement()
                .satisfies(again -> assertThat(again.held()).isEmpty());
        missing.located(Optional.of(Maps.backup("goal", "a")));
        missing.answerCommit();
        missing.answer(new Event.Grown(missing.only(Effect.Grow.class).ticket()));
        blockIsMissing(missing);
        switch (policy) {
            case WAIT -> assertThat(((Waiting) missing.state()).attention()).isTrue();
            case FAIL -> assertThat(missing.outcome()).isInstanceOf(Outcome.Failed.class);
            case SKIP -> assertThat(missing.outcome()).isInstanceOf(Outcome.Incomplete.class);
        }
    }

    private static void blockIsMissing(Walk walk) {
        walk.answer(Mishap.failed(walk.only(Effect.Fetch.class).ticket(), Kind.BLOCK_MISSING));
        walk.answerCommit();
    }

    @Test
    void failureNamesThreeBadBlocksAndCountsTheRest() {
        Walk failing = new Walk(RestoreOptions.DEFAULT.withConcurrency(1).withBadBlocks(BadBlocks.FAIL));
        failing.toTransferring("00000", "abcde");
        allAreMissing(failing);
        failing.located(Optional.empty());
        failing.answerCommit();
        failing.answer(new Event.Grown(failing.only(Effect.Grow.class).ticket()));
        allAreMissing(failing);
        assertThat(((Outcome.Failed) failing.outcome()).failure().what())
                .startsWith("5 blocks of backup goal cannot be restored: ")
                .contains("61 at offset 0,", "62 at offset 65536,", "63 at offset 131072, and 2 more;")
                .doesNotContain("196608");
    }

    @Test
    void blocksThatWereSkippedAreListed() {
        Walk skipping = new Walk(RestoreOptions.DEFAULT.withConcurrency(1).withBadBlocks(BadBlocks.SKIP));
        skipping.toTransferring("00", "0b");
        allAreMissing(skipping);
        skipping.located(Optional.empty());
        skipping.answerCommit();
        skipping.answer(new Event.Grown(skipping.only(Effect.Grow.class).ticket()));
        allAreMissing(skipping);
        assertThat(((Outcome.Incomplete) skipping.outcome()).badBlocks())
                .singleElement()
                .satisfies(bad -> {
                    assertThat(bad.offset()).isEqualTo(65536);
                    assertThat(bad.digest()).hasSize(64).endsWith("62");
                    assertThat(bad.kind()).isEqualTo(Kind.BLOCK_MISSING);
                });
    }

    @Test
    void moreBadBlocksThanCanBeListedAreNeverSkipped() {
        int blocks = Backlog.LIMIT + 8;
        StringBuilder goal = new StringBuilder();
        for (int i = 0; i < blocks; i++) {
            goal.append((char) ('a' + i % 2));
        }
        Walk skipping = new Walk(RestoreOptions.DEFAULT.withConcurrency(1).withBadBlocks(BadBlocks.SKIP));
        skipping.toTransferring("0".repeat(blocks), goal.toString());
        allAreMissing(skipping);
        skipping.located(Optional.empty());
        skipping.answerCommit();
        skipping.answer(new Event.Grown(skipping.only(Effect.Grow.class).ticket()));
        allAreMissing(skipping);
        assertThat(skipping.outcome()).isInstanceOf(Outcome.Failed.class);
    }

    private static void allAreMissing(Walk walk) {
        while (walk.state() instanceof Transferring) {
            walk.answer(Mishap.failed(walk.only(Effect.Fetch.class).ticket(), Kind.BLOCK_MISSING));
        }
        walk.answerCommit();
    }
}
