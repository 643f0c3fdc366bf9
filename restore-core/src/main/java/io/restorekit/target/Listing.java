package io.restorekit.target;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of a folder.
 *
 * @param entries what lies directly in the folder
 * @param next the token of the next page, empty on the last
 */
public record Listing(List<Entry> entries, Optional<String> next) {

    public Listing {
        entries = List.copyOf(entries);
    }

    /** A thing in a folder. */
    public sealed interface Entry {
        /** The last segment of its key, as the place says it: untrusted. */
        String name();
    }

    /**
     * An object.
     *
     * @param size in bytes
     * @param modified by the place's own clock
     */
    public record ObjectEntry(String name, long size, Instant modified) implements Entry {}

    /** A folder. */
    public record FolderEntry(String name) implements Entry {}
}
