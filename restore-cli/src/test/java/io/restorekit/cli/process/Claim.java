package io.restorekit.cli.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a status record says of the checkpoint, in bytes. */
record Claim(long total, long claimed) {
    private static final Pattern FORM = Pattern.compile("\"totalBytes\":(\\d+),.*\"claimedBytes\":(\\d+)");

    /** Of a line that tells none: nothing of nothing. */
    static Claim of(String line) {
        Matcher form = FORM.matcher(line);
        return form.find() ? new Claim(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))) : new Claim(0, 0);
    }

    /** After the first claim and before the last. */
    boolean isBetween() {
        return claimed > 0 && claimed < total;
    }

    boolean atLeast(int blocks) {
        return claimed >= (long) blocks * SlowStore.BLOCK;
    }
}
