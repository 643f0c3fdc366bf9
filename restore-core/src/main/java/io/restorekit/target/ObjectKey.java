package io.restorekit.target;

import java.util.Objects;

/**
 * Where an object lies in a backup target: segments parted by {@code /}, relative to the root that the URL named. The
 * empty key is the root. Segments are never empty, {@code .} or {@code ..}, and hold no control characters.
 */
public record ObjectKey(String path) {
    public static final ObjectKey ROOT = new ObjectKey("");

    public ObjectKey {
        Objects.requireNonNull(path);
        if (!path.isEmpty()) {
            for (String segment : path.split("/", -1)) {
                checkSegment(segment);
            }
        }
    }

    public ObjectKey child(String name) {
        checkSegment(name);
        return new ObjectKey(path.isEmpty() ? name : path + "/" + name);
    }

    /** The last segment. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return path;
    }

    private static void checkSegment(String segment) {
        if (segment.isEmpty()
                || segment.equals(".")
                || segment.equals("..")
                || segment.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '/' || c == '\\')) {
            throw new IllegalArgumentException("not a valid object key segment: \"" + segment + "\"");
        }
    }
}
