package io.restorekit.checkpoint;

import io.restorekit.disk.DurableDirectory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Small files that are replaced whole: written under a temporary name, forced, renamed, and the directory forced. A
 * reader sees the old or the new content, also after a power cut. May hold files of others. Thread-safe.
 */
final class StateDirectory {
    private static final Pattern TEMPORARY = Pattern.compile("restorekit-[a-z0-9]+-[0-9]+\\.tmp");

    private final Path path;
    private final String writer;
    private final AtomicLong temporaries = new AtomicLong();

    /** Writes a file's content. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * @param writer lower-case letters and digits; writers of different names never meet in a temporary file
     */
    StateDirectory(Path path, String writer) {
        this.path = path;
        this.writer = writer;
    }

    static boolean isTemporary(String name) {
        return TEMPORARY.matcher(name).matches();
    }

    Path path() {
        return path;
    }

    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    InputStream open(String name) throws IOException {
        return Files.newInputStream(path.resolve(name));
    }

    /** The content, or its first {@code limit} bytes; empty only if the file is surely not there. */
    Optional<byte[]> read(String name, int limit) throws IOException {
        try (InputStream in = open(name)) {
            return Optional.of(in.readNBytes(limit));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void replace(String name, byte[] content) throws IOException {
        publish(write(out -> out.write(content)), name);
    }

    /** Writes and forces a temporary file, to be {@link #publish published}. */
    Path write(Body body) throws IOException {
        Path temporary = temporary();
        boolean good = false;
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            body.writeTo(out);
            out.flush();
            channel.force(true);
            good = true;
        } finally {
            if (!good) {
                discard(temporary);
            }
        }
        return temporary;
    }

    private Path temporary() throws IOException {
        while (true) {
            String name = "restorekit-" + writer + "-" + temporaries.incrementAndGet() + ".tmp";
            try {
                return Files.createFile(path.resolve(name));
            } catch (FileAlreadyExistsException e) {
                // Left over by a process that ended in the middle.
            }
        }
    }

    /** Gives a temporary file its name, replacing what has it; durable on return. */
    void publish(Path temporary, String name) throws IOException {
        try {
            Files.move(
                    temporary, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(temporary);
            throw e;
        }
        force();
    }

    /** Makes an empty file, durable on return; fails if the name is taken. */
    void create(String name) throws IOException {
        Files.createFile(path.resolve(name));
        force();
    }

    /** Deletes files in the order given, each durably before the next. */
    void delete(List<String> names) throws IOException {
        for (String name : names) {
            if (Files.deleteIfExists(path.resolve(name))) {
                force();
            }
        }
    }

    private void force() throws IOException {
        DurableDirectory.force(path);
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // The next load deletes it.
        }
    }
}
