package io.restorekit.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a restore behaves.
 *
 * @param concurrency blocks that may be on their way at once, 1 to 256
 * @param waitLimit how long one wait may last before the restore is {@link Outcome.Suspended}; empty = for ever
 * @param onAttention what to do when a person is needed
 * @param badBlocks what to do with blocks that stay missing or damaged. One that the backup target answers with errors of
 *     its own is neither, for however long: it is waited for, and {@code waitLimit} ends that
 * @param staged whether a volume that holds a backup completely is kept at it until the next one is complete beside it.
 *     Blocks that cannot be had are waited for then, whatever {@code badBlocks} says but {@code FAIL}
 * @param repair whether the whole volume is read and compared with the backup first, whatever is remembered of it; then what
 *     differs is restored, in place whatever {@code staged} says. A block that cannot be read ends the restore
 * @param callTimeout how long a call to the backup target may go without 64 KiB of progress before it is given up
 */
public record RestoreOptions(
        int concurrency,
        Optional<Duration> waitLimit,
        OnAttention onAttention,
        BadBlocks badBlocks,
        boolean staged,
        boolean repair,
        Duration callTimeout) {

    /** What to do when a person is needed. */
    public enum OnAttention {
        /** Say so and keep trying. */
        WAIT,
        /** End as {@link Outcome.Suspended}. */
        EXIT
    }

    /** What to do with blocks that stay missing or damaged when all others are restored. */
    public enum BadBlocks {
        /** A person is needed; keep trying. */
        WAIT,
        FAIL,
        /** End as {@link Outcome.Incomplete}. */
        SKIP
    }

    public static final RestoreOptions DEFAULT = new RestoreOptions(
            16, Optional.empty(), OnAttention.WAIT, BadBlocks.WAIT, false, false, Duration.ofSeconds(30));

    public RestoreOptions {
        if (concurrency < 1 || concurrency > 256) {
            throw new IllegalArgumentException("concurrency " + concurrency + " is not in 1 … 256");
        }
        if (waitLimit.filter(d -> d.isNegative()).isPresent() || callTimeout.isNegative() || callTimeout.isZero()) {
            throw new IllegalArgumentException("a time limit must be positive");
        }
        Objects.requireNonNull(onAttention);
        Objects.requireNonNull(badBlocks);
    }

    public RestoreOptions withConcurrency(int blocks) {
        return new RestoreOptions(blocks, waitLimit, onAttention, badBlocks, staged, repair, callTimeout);
    }

    public RestoreOptions withWaitLimit(Duration limit) {
        return new RestoreOptions(concurrency, Optional.of(limit), onAttention, badBlocks, staged, repair, callTimeout);
    }

    public RestoreOptions withOnAttention(OnAttention action) {
        return new RestoreOptions(concurrency, waitLimit, action, badBlocks, staged, repair, callTimeout);
    }

    public RestoreOptions withBadBlocks(BadBlocks action) {
        return new RestoreOptions(concurrency, waitLimit, onAttention, action, staged, repair, callTimeout);
    }

    public RestoreOptions withStaged(boolean keep) {
        return new RestoreOptions(concurrency, waitLimit, onAttention, badBlocks, keep, repair, callTimeout);
    }

    public RestoreOptions withRepair(boolean compare) {
        return new RestoreOptions(concurrency, waitLimit, onAttention, badBlocks, staged, compare, callTimeout);
    }

    public RestoreOptions withCallTimeout(Duration timeout) {
        return new RestoreOptions(concurrency, waitLimit, onAttention, badBlocks, staged, repair, timeout);
    }
}
