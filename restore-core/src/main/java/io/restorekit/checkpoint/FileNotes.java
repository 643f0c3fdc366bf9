package io.restorekit.checkpoint;

import io.restorekit.target.Notes;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes as files {@code note-<name>} in the state directory, which must exist. At most 64 KiB each, as UTF-8. */
public final class FileNotes implements Notes {
    private static final Logger log = LoggerFactory.getLogger(FileNotes.class);
    private static final int MOST_BYTES = 64 << 10;
    private static final int LONGEST_NAME = 200;

    private final StateDirectory directory;

    public FileNotes(Path stateDirectory) {
        directory = new StateDirectory(stateDirectory, "notes");
    }

    @Override
    public Optional<String> read(String name) {
        try {
            Optional<byte[]> bytes = directory.read(file(name), MOST_BYTES + 1);
            if (bytes.isEmpty() || bytes.get().length > MOST_BYTES) {
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.get()))
                    .toString());
        } catch (IOException e) {
            log.debug("The note {} in {} cannot be read", name, directory.path(), e);
            return Optional.empty();
        }
    }

    @Override
    public void write(String name, String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("a note of " + bytes.length + " bytes is too long");
            }
            directory.replace(file(name), bytes);
        } catch (IOException e) {
            log.debug("The note {} in {} cannot be written", name, directory.path(), e);
        }
    }

    /** Whatever the name, it stays in the directory. */
    private static String file(String name) throws IOException {
        String file = "note-" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        if (file.length() > LONGEST_NAME) {
            throw new IOException("the name of the note is too long");
        }
        return file;
    }
}
