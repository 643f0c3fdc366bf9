package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Bytes that a crash would cost. */
class UnclaimedTest {
    private static final int BLOCK = 1 << 16;
    private static final long LEAST = 64L * BLOCK;
    private static final long SECOND = 1_000_000_000L;

    private final Unclaimed nothing = Unclaimed.nothing(BLOCK);

    @Test
    void sixtyFourBlocksMayBeUnclaimedAtFirst() {
        assertThat(nothing.wrote(LEAST - 1).full()).isFalse();
        assertThat(nothing.wrote(LEAST).full()).isTrue();
        assertThat(nothing.wrote(LEAST / 2 - 1).due()).isFalse();
        assertThat(nothing.wrote(LEAST / 2).due()).isTrue();
    }

    @Test
    void whatIsBeingCommittedCountsUntilItHasLanded() {
        Unclaimed asked = nothing.wrote(LEAST / 2).asked();
        assertThat(asked.due()).isFalse();
        assertThat(asked.wrote(LEAST / 2).full()).isTrue();
        assertThat(asked.wrote(LEAST / 2).landed(SECOND, BLOCK).full()).isFalse();
        assertThat(asked.wrote(3).landed(SECOND, BLOCK).waiting()).isEqualTo(3);
    }

    @Test
    void whatCouldNotBeCommittedWaitsOn() {
        Unclaimed failed = nothing.wrote(5).asked().wrote(7).failed();
        assertThat(failed.waiting()).isEqualTo(12);
        assertThat(failed.committing()).isZero();
    }

    @Test
    void boundIsWhatACommitForcesInASecond() {
        assertThat(nothing.wrote(LEAST).asked().landed(SECOND / 4, BLOCK).bound())
                .isEqualTo(4 * LEAST);
        assertThat(nothing.wrote(LEAST).asked().landed(2 * SECOND, BLOCK).bound())
                .isEqualTo(LEAST);
        assertThat(nothing.wrote(LEAST).asked().landed(0, BLOCK).bound()).isEqualTo(1L << 30);
        assertThat(Unclaimed.nothing(64 << 20).bound()).isEqualTo(1L << 30);
    }
}
