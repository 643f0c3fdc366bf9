package io.restorekit.api;

/**
 * What a volume without a checkpoint may be believed to hold. A checkpoint of the volume always wins over it, but
 * for a device that was restored before: there {@link Holding} of that backup is what tells that nobody has written since. A
 * caller's word ({@link Zeroed}, {@link Holding}) is sampled before it is believed.
 */
public sealed interface Baseline {

    /** Make the volume if it does not exist; refuse one that exists without a checkpoint. */
    record Auto() implements Baseline {}

    /** The caller says that the existing volume holds only zeros. */
    record Zeroed() implements Baseline {}

    /** The volume may be overwritten; its blocks are measured and only those that differ are fetched. */
    record Unknown() implements Baseline {}

    /** The caller says that the volume holds this backup. */
    record Holding(String backup) implements Baseline {
        public Holding {
            Names.check("backup", backup);
        }
    }

    static Baseline auto() {
        return new Auto();
    }

    static Baseline zeroed() {
        return new Zeroed();
    }

    static Baseline unknown() {
        return new Unknown();
    }

    static Baseline holding(String backup) {
        return new Holding(backup);
    }
}
