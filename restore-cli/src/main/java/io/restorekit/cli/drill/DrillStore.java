package io.restorekit.cli.drill;

import io.restorekit.testkit.longhorn.Compression;
import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.StoreSink;
import io.restorekit.testkit.longhorn.VolumeSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A chain of two backups in which nearly every block changes.
 *
 * @param first the name of the backup to begin with
 * @param second the name of the one to come to
 * @param sha256 of the second's image
 */
record DrillStore(String first, String second, byte[] sha256) {
    static final String VOLUME = "drill";
    static final int BLOCK = VolumeSettings.DEFAULT_BLOCK_SIZE;
    static final int BLOCKS = 64;

    /** So many blocks stay as they were. */
    private static final int UNCHANGED = 4;

    static DrillStore write(StoreSink sink) throws IOException {
        VolumeSettings settings = new VolumeSettings(VOLUME).withCompression(Compression.LZ4);
        LonghornStoreWriter writer = new LonghornStoreWriter(settings, sink);
        Image before = new Image((long) BLOCKS * BLOCK, (offset, length) -> block(offset, 1));
        Image after = new Image((long) BLOCKS * BLOCK, (offset, length) -> after(offset));
        String first = writer.backup(before).name();
        String second = writer.backup(after).name();
        MessageDigest sha = newSha256();
        for (int i = 0; i < BLOCKS; i++) {
            sha.update(after((long) i * BLOCK));
        }
        return new DrillStore(first, second, sha.digest());
    }

    /** Reads piece by piece: a whole volume in one array wants room in one piece. */
    boolean isSecond(Path volume) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(volume), newSha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Arrays.equals(in.getMessageDigest().digest(), sha256);
        }
    }

    private static byte[] after(long offset) {
        return block(offset, offset / BLOCK < UNCHANGED ? 1 : 2);
    }

    /** Half noise, half one byte. */
    private static byte[] block(long offset, int generation) {
        byte[] block = new byte[BLOCK];
        new SplittableRandom(offset + generation).nextBytes(block);
        Arrays.fill(block, BLOCK / 2, BLOCK, (byte) generation);
        return block;
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
