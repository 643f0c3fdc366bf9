package io.restorekit.cli.bench;

import io.restorekit.testkit.longhorn.Compression;
import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.StoreSink;
import io.restorekit.testkit.longhorn.VolumeSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A store with one backup whose blocks compress to about half. */
record BenchStore(Path root, String url, long size, long storedBytes, String sha256) {
    private static final String VOLUME = "bench";
    private static final int RUN = 4096;

    static BenchStore write(Path root, long size) throws IOException {
        MessageDigest sha = newSha256();
        SplittableRandom random = new SplittableRandom(42);
        Image image = new Image(size, (offset, length) -> {
            byte[] block = block(random, length);
            sha.update(block);
            return block;
        });
        VolumeSettings settings = new VolumeSettings(VOLUME).withCompression(Compression.LZ4);
        String backup = new LonghornStoreWriter(settings, StoreSink.directory(root))
                .backup(image)
                .name();
        String url = root.toAbsolutePath().toUri() + "?volume=" + VOLUME + "&backup=" + backup;
        return new BenchStore(root, url, size, stored(root), HexFormat.of().formatHex(sha.digest()));
    }

    /** The part of the URL that names the volume and the backup. */
    String query() {
        return url.substring(url.indexOf('?'));
    }

    void check(Path volume) throws IOException {
        MessageDigest sha = newSha256();
        try (InputStream in = Files.newInputStream(volume)) {
            byte[] buffer = new byte[1 << 20];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha.update(buffer, 0, count);
            }
        }
        if (!HexFormat.of().formatHex(sha.digest()).equals(sha256)) {
            throw new IllegalStateException("the restored volume is not the image");
        }
    }

    /** Noise and runs of one byte in turn. */
    private static byte[] block(SplittableRandom random, int length) {
        byte[] block = new byte[length];
        random.nextBytes(block);
        for (int at = 0; at + RUN <= length; at += 2 * RUN) {
            Arrays.fill(block, at, at + RUN, block[at]);
        }
        return block;
    }

    private static long stored(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
