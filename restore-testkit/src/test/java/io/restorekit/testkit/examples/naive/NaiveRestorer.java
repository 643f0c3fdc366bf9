package io.restorekit.testkit.examples.naive;

import io.restorekit.testkit.longhorn.StoreLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jpountz.lz4.LZ4FrameInputStream;

/**
 * How many a restore is written: block after block, with a file that says how far it is. It is here to be tested, and to
 * fail: {@link NaiveRestorerTest} and {@link NaiveProcessTest} say at what.
 */
final class NaiveRestorer {
    private static final Pattern SIZE = Pattern.compile("\"Size\":\"?\\\\?\"?([0-9]+)");
    private static final Pattern BLOCK = Pattern.compile("\"Offset\":([0-9]+),\"BlockChecksum\":\"([0-9a-f]+)\"");
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final boolean triesAgain;
    private final boolean forcesBlocksFirst;

    /** What it works with. */
    interface Place {
        byte[] read(String key) throws IOException;

        Path volume();

        Path directory();

        void pause(Duration time) throws InterruptedException;

        void isAt(long done, long total);
    }

    /**
     * @param triesAgain whether a read that fails is tried again, for ever
     * @param forcesBlocksFirst whether blocks are forced before the file says that they are there
     */
    NaiveRestorer(boolean triesAgain, boolean forcesBlocksFirst) {
        this.triesAgain = triesAgain;
        this.forcesBlocksFirst = forcesBlocksFirst;
    }

    /** What the file says: which backup was begun, and up to where it has come; the one before is whole. */
    private record Noted(String before, String backup, long doneTo) {}

    void restore(Place site, String volumeName, String backup) throws Exception {
        StoreLayout layout = new StoreLayout(volumeName);
        Noted noted = begin(site, backup);
        long size = Long.parseLong(first(SIZE, text(site, layout.volumeConfig())));
        Map<Long, String> wanted = blocks(text(site, layout.backupConfig(backup)));
        Map<Long, String> held =
                noted.before().isEmpty() ? Map.of() : blocks(text(site, layout.backupConfig(noted.before())));
        Map<Long, String> missing = new TreeMap<>(wanted);
        missing.entrySet().removeIf(block -> block.getValue().equals(held.get(block.getKey())));
        try (FileChannel volume =
                FileChannel.open(site.volume(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (volume.size() < size) {
                volume.write(ByteBuffer.allocate(1), size - 1);
            }
            int done = 0;
            for (Map.Entry<Long, String> block : missing.entrySet()) {
                if (block.getKey() >= noted.doneTo()) {
                    byte[] content = decompress(read(site, layout.block(block.getValue())));
                    volume.write(ByteBuffer.wrap(content), block.getKey());
                    if (forcesBlocksFirst) {
                        volume.force(true);
                    }
                    note(site, new Noted(noted.before(), backup, block.getKey() + 1));
                }
                site.isAt(++done, missing.size());
            }
            volume.force(true);
            try (FileChannel directory = FileChannel.open(site.directory(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
        note(site, new Noted(backup, backup, Long.MAX_VALUE));
    }

    private static Noted begin(Place site, String backup) throws IOException {
        Optional<Noted> noted = noted(site);
        if (noted.isEmpty()) {
            return new Noted("", backup, 0);
        }
        return noted.get().backup().equals(backup)
                ? noted.get()
                : new Noted(noted.get().before(), backup, 0);
    }

    private byte[] read(Place site, String key) throws IOException, InterruptedException {
        while (true) {
            try {
                return site.read(key);
            } catch (IOException e) {
                if (!triesAgain) {
                    throw e;
                }
                site.pause(PAUSE);
            }
        }
    }

    private String text(Place site, String key) throws IOException, InterruptedException {
        return new String(read(site, key), StandardCharsets.UTF_8);
    }

    private static Optional<Noted> noted(Place site) throws IOException {
        Path file = site.directory().resolve("progress");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            channel.read(bytes, 0);
            String[] words = new String(bytes.array(), StandardCharsets.UTF_8).split(",", -1);
            return Optional.of(new Noted(words[0], words[1], Long.parseLong(words[2])));
        }
    }

    private static void note(Place site, Noted noted) throws IOException {
        Path file = site.directory().resolve("progress.tmp");
        String text = noted.before() + "," + noted.backup() + "," + noted.doneTo();
        Files.deleteIfExists(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            channel.force(true);
        }
        Files.move(
                file,
                site.directory().resolve("progress"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(site.directory(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static Map<Long, String> blocks(String config) {
        Map<Long, String> blocks = new TreeMap<>();
        Matcher block = BLOCK.matcher(config);
        while (block.find()) {
            blocks.put(Long.parseLong(block.group(1)), block.group(2));
        }
        return blocks;
    }

    private static String first(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("the config has no " + pattern);
        }
        return matcher.group(1);
    }

    private static byte[] decompress(byte[] frame) throws IOException {
        try (LZ4FrameInputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(frame))) {
            return in.readAllBytes();
        }
    }
}
