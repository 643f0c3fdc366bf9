package io.restorekit.testkit.scenario;

/** What a power cut leaves of writes that were not forced. */
public enum Kept {
    ALL("kept"),
    NOTHING("lost"),
    HALF("torn"),
    RANDOM("random");

    private final String word;

    Kept(String word) {
        this.word = word;
    }

    /** As it is called in texts. */
    public String word() {
        return word;
    }
}
