package io.restorekit.target;

import java.util.Optional;

/**
 * Keeps small facts of an adapter beside the checkpoint, for instance the last addresses that worked. Losing a note
 * must be harmless, and what is read may have been tampered with: check it. Thread-safe; never throws for I/O.
 */
public interface Notes {

    /** At most 64 KiB of text. */
    Optional<String> read(String name);

    /** Replaces the note whole, or leaves it as it was. */
    void write(String name, String text);

    /** Notes that last as long as the process. */
    static Notes inMemory() {
        return new MemoryNotes();
    }
}
