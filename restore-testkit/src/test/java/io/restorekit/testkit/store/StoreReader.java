package io.restorekit.testkit.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;

/** Reads a Longhorn store in a directory by the words of the format alone, with nothing of RestoreKit. */
final class StoreReader {
    private static final Pattern BLOCK = Pattern.compile("\"Offset\":(\\d+),\"BlockChecksum\":\"([0-9a-f]{64})\"");
    private static final Pattern BLOCK_SIZE = Pattern.compile("\"backup-block-size\":\"(\\d+)\"");

    private final Path volume;

    StoreReader(Path store, String volume) throws Exception {
        String name = checksum(volume.getBytes(StandardCharsets.UTF_8));
        this.volume = store.resolve("backupstore/volumes")
                .resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(volume);
    }

    /** The image of a backup, in a volume of this size. */
    byte[] image(String backup, long size) throws Exception {
        String config = Files.readString(volume.resolve("backups/backup_" + backup + ".cfg"));
        Matcher given = BLOCK_SIZE.matcher(config);
        int blockSize = given.find() ? Integer.parseInt(given.group(1)) : 2 * 1024 * 1024;
        byte[] image = new byte[Math.toIntExact(size)];
        for (MatchResult entry : BLOCK.matcher(config).results().toList()) {
            byte[] block = block(entry.group(2));
            if (block.length != blockSize || !checksum(block).equals(entry.group(2))) {
                throw new IOException("not the block that its name says: " + entry.group(2));
            }
            System.arraycopy(block, 0, image, Integer.parseInt(entry.group(1)), blockSize);
        }
        return image;
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private byte[] block(String checksum) throws IOException {
        Path folder = volume.resolve("blocks").resolve(checksum.substring(0, 2)).resolve(checksum.substring(2, 4));
        try (InputStream in = new BufferedInputStream(Files.newInputStream(folder.resolve(checksum + ".blk")))) {
            in.mark(4);
            byte[] magic = in.readNBytes(4);
            in.reset();
            boolean lz4 = Arrays.equals(magic, new byte[] {0x04, 0x22, 0x4d, 0x18});
            boolean gzip = magic.length > 1 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
            return (lz4 ? new LZ4FrameInputStream(in) : gzip ? new GZIPInputStream(in) : in).readAllBytes();
        }
    }

    private static String checksum(byte[] content) throws Exception {
        byte[] whole = MessageDigest.getInstance("SHA-512").digest(content);
        return HexFormat.of().formatHex(whole, 0, 32);
    }
}
