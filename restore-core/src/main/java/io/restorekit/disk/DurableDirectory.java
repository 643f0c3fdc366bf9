package io.restorekit.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes what happened in a directory durable. */
public final class DurableDirectory {

    private DurableDirectory() {}

    /** After it, files created, renamed and deleted in the directory stay so across a power cut. */
    public static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
