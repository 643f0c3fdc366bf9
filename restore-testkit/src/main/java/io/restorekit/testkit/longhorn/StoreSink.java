package io.restorekit.testkit.longhorn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a store is written to: a directory, an S3 server ({@code server::put}), a map. */
@FunctionalInterface
public interface StoreSink {

    /** Writes an object whole, in place of one that is there. */
    void put(String key, byte[] content) throws IOException;

    /** Writes into a directory; its folders are made. */
    static StoreSink directory(Path root) {
        return (key, content) -> {
            Path file = root.resolve(key);
            Files.createDirectories(file.resolve("..").normalize());
            Files.write(file, content);
        };
    }
}
