package io.restorekit.machine;

import io.restorekit.api.Baseline;
import io.restorekit.checkpoint.Claim;

/** Why a volume is believed to hold what it is believed to hold. */
public sealed interface Basis {

    /** We made the file: it holds zeros. */
    record Made() implements Basis {}

    /**
     * A claim of ours.
     *
     * @param sure whether nobody can have written since; otherwise a sample is taken first
     * @param first whether this claim's goal is finished before any other: because an owner elsewhere, who never said that
     *     it ended, may still write it, and late writes of the same goal do no harm; or because who follows would otherwise
     *     never come to an end
     */
    record Remembered(Claim claim, boolean sure, boolean first) implements Basis {
        /** A claim whose goal may give way to another. */
        public Remembered(Claim claim, boolean sure) {
            this(claim, sure, false);
        }
    }

    /** There is a checkpoint, and reason not to believe it: every block is measured. */
    record Distrusted(String why) implements Basis {}

    /** The caller's word for a volume without a checkpoint. */
    record Word(Baseline baseline) implements Basis {}
}
