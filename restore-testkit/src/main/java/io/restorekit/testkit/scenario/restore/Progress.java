package io.restorekit.testkit.scenario.restore;

/**
 * How far a restore is.
 *
 * @param doneBytes what it has done, 0 where it does not know yet
 * @param totalBytes what there is to do, 0 where it does not know yet
 * @param state what it is doing, in its own words; may be empty
 */
public record Progress(long doneBytes, long totalBytes, String state) {
    /** Nothing is known. */
    public static final Progress NONE = new Progress(0, 0, "");

    public Progress {
        if (doneBytes < 0 || totalBytes < 0) {
            throw new IllegalArgumentException(doneBytes + " of " + totalBytes + " bytes");
        }
    }

    /** Whether at least that share is done. */
    public boolean isAt(int percent) {
        return totalBytes > 0 && doneBytes * 100 >= totalBytes * percent;
    }
}
