package io.restorekit.cli.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** The yardstick: writing as many zeros with one force at the end. */
final class Dd {
    private Dd() {}

    static double seconds(Path file, int mebibytes) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        int exit = new ProcessBuilder(
                        "dd", "if=/dev/zero", "of=" + file, "bs=2M", "count=" + mebibytes / 2, "conv=fdatasync")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
        double seconds = (System.nanoTime() - begin) / 1e9;
        Files.delete(file);
        if (exit != 0) {
            throw new IllegalStateException("dd ended with " + exit);
        }
        return seconds;
    }
}
