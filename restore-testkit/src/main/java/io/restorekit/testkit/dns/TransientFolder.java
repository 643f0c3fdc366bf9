package io.restorekit.testkit.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder for files that a child JVM reads. Closing deletes it. */
final class TransientFolder implements AutoCloseable {
    private final Path path;

    private TransientFolder(Path path) {
        this.path = path;
    }

    static TransientFolder open() {
        try {
            return new TransientFolder(Files.createTempDirectory("testkit-dns"));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Takes the file's place at once: who reads meanwhile sees the old lines or the new ones. */
    void write(String name, List<String> lines) {
        try {
            Path draft = Files.write(file(name + ".draft"), lines);
            Files.move(draft, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(name), e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.exists(path) ? Files.list(path) : Stream.empty()) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
