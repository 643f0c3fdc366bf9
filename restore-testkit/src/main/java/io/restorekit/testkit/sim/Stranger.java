package io.restorekit.testkit.sim;

import io.restorekit.testkit.sim.disk.SimDisk;
import io.restorekit.testkit.sim.store.Palette;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Somebody who is no restore, and changes bytes of the volume or of the state directory. */
final class Stranger {
    private static final String NAME = "somebody";

    private final SimDisk disk;
    private final Journal journal;

    Stranger(SimDisk disk, Journal journal) {
        this.disk = disk;
        this.journal = journal;
    }

    /** Writes these blocks into the volume before the restore. */
    void writeVolume(int[] blocks) {
        try (FileSystem files = disk.mount(NAME)) {
            byte[] bytes = new byte[blocks.length * Palette.BLOCK];
            for (int i = 0; i < blocks.length; i++) {
                System.arraycopy(Palette.content(blocks[i]), 0, bytes, i * Palette.BLOCK, Palette.BLOCK);
            }
            Files.write(files.getPath(World.VOLUME_PATH), bytes);
            disk.sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes another content into some block of the volume. */
    void writeBlock(SplittableRandom by) {
        try (FileSystem files = disk.mount(NAME);
                FileChannel channel = FileChannel.open(files.getPath(World.VOLUME_PATH), StandardOpenOption.WRITE)) {
            long block = by.nextLong(Math.max(1, channel.size() / Palette.BLOCK));
            journal.tell("somebody writes block", block);
            channel.write(ByteBuffer.wrap(Palette.content(by.nextInt(Palette.SIZE))), block * Palette.BLOCK);
            disk.sync();
        } catch (IOException e) {
            journal.tell("somebody could not write", e);
        }
    }

    /** One byte of one file in the state directory is another than was written. */
    void rot(SplittableRandom by) {
        try (FileSystem files = disk.mount(NAME);
                DirectoryStream<Path> state = Files.newDirectoryStream(files.getPath(World.STATE_PATH))) {
            List<Path> paths = new ArrayList<>();
            state.forEach(paths::add);
            if (!paths.isEmpty()) {
                rot(paths.get(by.nextInt(paths.size())), by);
                disk.sync();
            }
        } catch (IOException e) {
            journal.tell("nothing rots", e);
        }
    }

    private void rot(Path path, SplittableRandom by) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        if (bytes.length > 0) {
            boolean text = path.getFileName().toString().startsWith("checkpoint");
            int at = text ? digit(bytes, by) : by.nextInt(bytes.length);
            byte other = (byte) (bytes[at] ^ 1 << by.nextInt(text ? 3 : 8));
            journal.tell("byte " + at + " rots", path);
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[] {other}), at);
            }
        }
    }

    /** A digit of some line, or the text's first byte: what else changes is seen by the parser at once. */
    private static int digit(byte[] text, SplittableRandom by) {
        String[] lines = new String(text, StandardCharsets.ISO_8859_1).split("\n");
        int line = by.nextInt(lines.length);
        int start = Arrays.stream(lines, 0, line)
                .mapToInt(before -> before.length() + 1)
                .sum();
        int[] digits = IntStream.range(start, start + lines[line].length())
                .filter(at -> Character.isDigit(text[at]))
                .toArray();
        return digits.length == 0 ? 0 : digits[by.nextInt(digits.length)];
    }
}
