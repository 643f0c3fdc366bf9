package io.restorekit.testkit.sim.disk;

import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;

/** How a file is opened, as Linux and the JDK read the options. */
final class OpenMode {
    private final Set<StandardOpenOption> options = EnumSet.noneOf(StandardOpenOption.class);
    private boolean direct;

    /**
     * @throws IllegalArgumentException if the options contradict each other
     * @throws UnsupportedOperationException if one is of no use here
     */
    OpenMode(Set<? extends OpenOption> given) {
        given.forEach(this::add);
        if (appends() && options.contains(StandardOpenOption.READ)) {
            throw new IllegalArgumentException("READ + APPEND not allowed");
        }
        if (appends() && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            throw new IllegalArgumentException("APPEND + TRUNCATE_EXISTING not allowed");
        }
    }

    private void add(OpenOption option) {
        if (option instanceof StandardOpenOption standard) {
            options.add(standard);
        } else if (option.toString().equals("DIRECT")) {
            direct = true;
        } else if (option != LinkOption.NOFOLLOW_LINKS) {
            throw new UnsupportedOperationException(option + " not supported");
        }
    }

    boolean reads() {
        return options.contains(StandardOpenOption.READ) || !writes();
    }

    boolean writes() {
        return options.contains(StandardOpenOption.WRITE) || appends();
    }

    boolean appends() {
        return options.contains(StandardOpenOption.APPEND);
    }

    /** What does not write creates and truncates nothing. */
    boolean mustCreate() {
        return writes() && options.contains(StandardOpenOption.CREATE_NEW);
    }

    boolean mayCreate() {
        return writes() && (mustCreate() || options.contains(StandardOpenOption.CREATE));
    }

    boolean truncates() {
        return writes() && options.contains(StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** On Linux the JDK deletes such a file as soon as it is open. */
    boolean deletes() {
        return options.contains(StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Whether each write is forced. */
    boolean forces() {
        return forcesMetadata() || options.contains(StandardOpenOption.DSYNC);
    }

    boolean forcesMetadata() {
        return options.contains(StandardOpenOption.SYNC);
    }

    /** Whether reads go past the page cache. */
    boolean isDirect() {
        return direct;
    }
}
