package io.restorekit.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that a node keeps over its lives.
 *
 * @param path of the directory
 * @param made whether it was made for the node, and goes with it
 */
record NodeDisk(Path path, boolean made) {

    static NodeDisk make(String name) {
        try {
            return new NodeDisk(Files.createTempDirectory("testkit-node-" + name.replaceAll("\\W", "_") + "-"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("no disk for " + name, e);
        }
    }

    void discard() {
        if (!made) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
