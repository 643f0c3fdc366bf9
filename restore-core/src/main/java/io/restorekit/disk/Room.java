package io.restorekit.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a full disk from other failures. Java does so only by the text of an exception, in the system's language. */
public final class Room {
    /** A write that failed with less room than this is taken for a full disk, however short it was. */
    private static final long LEAST = 1 << 20;

    private Room() {}

    /**
     * Whether there is too little room for so many bytes where a file or directory lies; false where nobody can tell.
     */
    public static boolean isShort(Path existing, long bytes) {
        try {
            return Files.getFileStore(existing).getUsableSpace() < Math.max(bytes, LEAST);
        } catch (IOException e) {
            return false;
        }
    }
}
