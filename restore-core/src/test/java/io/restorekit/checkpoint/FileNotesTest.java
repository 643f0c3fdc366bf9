package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNotesTest {
    @TempDir
    Path directory;

    @Test
    void noteOutlivesTheProcess() {
        new FileNotes(directory).write("addresses", "192.0.2.1\n192.0.2.2");
        new FileNotes(directory).write("addresses", "192.0.2.3");
        assertThat(new FileNotes(directory).read("addresses")).contains("192.0.2.3");
        assertThat(new FileNotes(directory).read("other")).isEmpty();
    }

    @Test
    void nameStaysInTheDirectory() throws Exception {
        Path state = Files.createDirectory(directory.resolve("state"));
        FileNotes notes = new FileNotes(state);
        notes.write("../../x/ü", "text");
        assertThat(notes.read("../../x/ü")).contains("text");
        assertThat(state)
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("note-"));
        assertThat(directory).isDirectoryNotContaining(file -> !file.equals(state));
    }

    @Test
    void whatIsTooLongIsNotKept() {
        FileNotes notes = new FileNotes(directory);
        notes.write("long", "x".repeat(64 << 10));
        assertThat(notes.read("long")).isPresent();
        notes.write("long", "y".repeat((64 << 10) + 1));
        assertThat(notes.read("long").orElseThrow()).startsWith("x");
        notes.write("n".repeat(300), "text");
        assertThat(notes.read("n".repeat(300))).isEmpty();
    }

    @Test
    void fileThatIsNoNoteIsNone() throws Exception {
        Files.write(directory.resolve("note-bytes"), new byte[] {(byte) 0xc3});
        Files.write(directory.resolve("note-big"), new byte[70_000]);
        FileNotes notes = new FileNotes(directory);
        assertThat(notes.read("bytes")).isEmpty();
        assertThat(notes.read("big")).isEmpty();
    }

    @Test
    void directoryThatIsAwayThrowsNothing() {
        FileNotes notes = new FileNotes(directory.resolve("away"));
        notes.write("a", "b");
        assertThat(notes.read("a")).isEmpty();
    }
}
