package io.restorekit.cli.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Checkpoints as files, past the code that writes them. */
final class Checkpoints {
    private Checkpoints() {}

    static void change(Path state, UnaryOperator<byte[]> change) throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            List<Path> checkpoints = files.filter(
                            file -> file.getFileName().toString().startsWith("checkpoint-"))
                    .toList();
            assertThat(checkpoints).hasSize(1);
            Files.write(checkpoints.get(0), change.apply(Files.readAllBytes(checkpoints.get(0))));
        }
    }

    /** Whole, and of a format that is not known yet. */
    static void makeNewer(Path state) throws IOException {
        change(state, bytes -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            String newer = text.substring(0, text.lastIndexOf("crc32c: ")).replaceFirst("format: 1\n", "format: 2\n");
            CRC32C crc = new CRC32C();
            crc.update(newer.getBytes(StandardCharsets.UTF_8));
            return (newer + String.format("crc32c: %08x\n", crc.getValue())).getBytes(StandardCharsets.UTF_8);
        });
    }
}
