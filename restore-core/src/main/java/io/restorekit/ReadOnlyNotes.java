package io.restorekit;

import io.restorekit.checkpoint.FileNotes;
import io.restorekit.target.Notes;
import java.nio.file.Path;
import java.util.Optional;

/** The notes of a state directory, for somebody who changes none. */
final class ReadOnlyNotes implements Notes {
    private final Notes notes;

    ReadOnlyNotes(Path stateDirectory) {
        notes = new FileNotes(stateDirectory);
    }

    @Override
    public Optional<String> read(String name) {
        return notes.read(name);
    }

    @Override
    public void write(String name, String text) {}
}
