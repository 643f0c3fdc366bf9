package io.restorekit.testkit.scenario;

/** What a chain of backups is like. In each, blocks change to and fro, and some become zeros. */
public enum StoreShape {
    /** All backups have one size. */
    PLAIN("plain"),
    /** The volume grows from backup to backup. */
    GROWS("grows"),
    /** From the third backup on blocks are twice as large. */
    BLOCK_SIZE_CHANGES("block-size-changes");

    private final String word;

    StoreShape(String word) {
        this.word = word;
    }

    /** As it is called in texts. */
    public String word() {
        return word;
    }
}
