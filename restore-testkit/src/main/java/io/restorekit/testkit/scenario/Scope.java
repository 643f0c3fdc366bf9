package io.restorekit.testkit.scenario;

/** Which objects of a backup target a fault befalls. */
public sealed interface Scope {

    /** Every call. */
    record Everything() implements Scope {
        @Override
        public String toString() {
            return "";
        }
    }

    /** The configs of volume and backups. */
    record Metadata() implements Scope {
        @Override
        public String toString() {
            return " on metadata";
        }
    }

    /** The blocks. */
    record Blocks() implements Scope {
        @Override
        public String toString() {
            return " on blocks";
        }
    }

    /** One block that the goal has and the backup before has not. */
    record OneBlock() implements Scope {
        @Override
        public String toString() {
            return " on one block";
        }
    }

    /**
     * The config of a backup.
     *
     * @param backup counted from 1, the oldest
     */
    record ConfigOf(int backup) implements Scope {
        public ConfigOf {
            Scenario.checkBackup(backup);
        }

        @Override
        public String toString() {
            return " on config of backup " + backup;
        }
    }
}
