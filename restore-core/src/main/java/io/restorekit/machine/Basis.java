package io.restorekit.machine;

import io.restorekit.api.Baseline;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;
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

        /** The same, once it is known that it is so. */
        Remembered confirmed() {
            return new Remembered(claim, true, first);
        }
    }

    /**
     * A claim of ours that the volume holds a backup completely; and nobody can tell who has written to it since. To be
     * kept at that backup it is compared with it first; else every block is measured.
     *
     * @param once what would be remembered if nobody has
     */
    record Unwatched(Remembered once) implements Basis {
        public String why() {
            return "it held " + once.claim().complete().orElseThrow().backup()
                    + ", and nobody can tell who has written to it since";
        }
    }

    /**
     * Every block was read and compared with a backup: what differed is unknown.
     *
     * @param first as in {@link Remembered}
     */
    record Compared(Manifest with, BlockMap found, boolean first) implements Basis {}

    /** It held a backup that it was to be kept at, and holds something else: it is left to whoever wrote that. */
    record Foreign(String why) implements Basis {}

    /** There is a checkpoint, and reason not to believe it: every block is measured. */
    record Distrusted(String why) implements Basis {}

    /** The caller's word for a volume without a checkpoint. */
    record Word(Baseline baseline) implements Basis {}
}
