package io.restorekit.s3.address;

import io.restorekit.target.Notes;
import java.util.Optional;

/** Notes in memory on a disk that can be full. */
final class BreakableNotes implements Notes {
    private final Notes notes = Notes.inMemory();
    private int broken;
    private int writes;

    /** So many writes from now on are lost. */
    void breakFor(int count) {
        broken = count;
    }

    /** How often somebody tried to write. */
    int writes() {
        return writes;
    }

    @Override
    public Optional<String> read(String name) {
        return notes.read(name);
    }

    @Override
    public void write(String name, String text) {
        if (writes++ >= broken) {
            notes.write(name, text);
        }
    }
}
