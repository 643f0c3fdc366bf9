package io.restorekit.nfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many files this process has open, and how many it may, as Linux tells it.
 *
 * @param open now
 * @param most the soft limit
 */
record OpenFiles(long open, long most) {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path HANDLES = Path.of("/proc/self/fd");
    private static final Pattern SOFT_LIMIT = Pattern.compile("(?m)^Max open files\\s+(\\d{1,18}|unlimited)\\s");

    long free() {
        return most - open;
    }

    /** @throws IOException where the system does not tell */
    static OpenFiles system() throws IOException {
        try (Stream<Path> handles = Files.list(HANDLES)) {
            return new OpenFiles(handles.count(), most(Files.readString(LIMITS)));
        }
    }

    static long most(String limits) throws IOException {
        Matcher limit = SOFT_LIMIT.matcher(limits);
        if (!limit.find()) {
            throw new IOException("no limit of open files");
        }
        return limit.group(1).equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit.group(1));
    }
}
