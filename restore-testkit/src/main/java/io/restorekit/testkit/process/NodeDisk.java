package io.restorekit.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that is a node's disk.
 *
 * @param ours whether it was made here, and is deleted
 */
record NodeDisk(Path path, boolean ours) {

    static NodeDisk make(String node) {
        try {
            return new NodeDisk(Files.createTempDirectory("disk-of-" + node.replaceAll("[^A-Za-z0-9-]", "_")), true);
        } catch (IOException e) {
            throw new UncheckedIOException("no disk could be made for " + node, e);
        }
    }

    static NodeDisk given(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(directory + " is no directory: it cannot be a node's disk");
        }
        return new NodeDisk(directory, false);
    }

    void close() {
        if (!ours) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a node's disk cannot be deleted", e);
        }
    }
}
