package io.restorekit.testkit.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of an object.
 *
 * @param last is in it
 */
record ByteRange(int first, int last) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** What a Range header asks for; empty, which means all, if it is none that S3 knows. */
    static Optional<ByteRange> parse(String header, int length) throws S3Error {
        Matcher form = FORM.matcher(header.strip());
        if (!form.matches() || header.strip().equals("bytes=-")) {
            return Optional.empty();
        }
        boolean suffix = form.group(1).isEmpty();
        long first = suffix ? Math.max(0, length - Long.parseLong(form.group(2))) : Long.parseLong(form.group(1));
        long last = suffix || form.group(2).isEmpty() ? length - 1L : Long.parseLong(form.group(2));
        if (first >= length) {
            throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable")
                    .with("ActualObjectSize", String.valueOf(length));
        }
        return last < first
                ? Optional.empty()
                : Optional.of(new ByteRange((int) first, (int) Math.min(last, length - 1L)));
    }
}
