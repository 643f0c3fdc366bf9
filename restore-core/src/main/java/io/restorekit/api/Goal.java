package io.restorekit.api;

/** The backup that the volume is to hold. */
public sealed interface Goal {

    /** The named backup and no other. */
    record Exactly(String backup) implements Goal {
        public Exactly {
            Names.check("backup", backup);
        }
    }

    /** The newest complete backup of the volume. */
    record Newest() implements Goal {}

    static Goal exactly(String backup) {
        return new Exactly(backup);
    }

    static Goal newest() {
        return new Newest();
    }
}
