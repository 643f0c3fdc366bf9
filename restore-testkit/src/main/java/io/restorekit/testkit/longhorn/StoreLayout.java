package io.restorekit.testkit.longhorn;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where the objects of one volume lie in a store. */
public final class StoreLayout {
    private static final int CHECKSUM_BYTES = 32;

    private final String folder;

    public StoreLayout(String volume) {
        String checksum = checksum(volume.getBytes(StandardCharsets.UTF_8));
        this.folder =
                "backupstore/volumes/" + checksum.substring(0, 2) + "/" + checksum.substring(2, 4) + "/" + volume + "/";
    }

    public String volumeConfig() {
        return folder + "volume.cfg";
    }

    public String backupConfig(String backup) {
        return folder + "backups/backup_" + backup + ".cfg";
    }

    /** The folder of the locks, with a slash at its end. */
    public String locks() {
        return folder + "locks/";
    }

    /**
     * @param checksum 64 hex digits
     */
    public String block(String checksum) {
        return folder + "blocks/" + checksum.substring(0, 2) + "/" + checksum.substring(2, 4) + "/" + checksum + ".blk";
    }

    /** The first 32 bytes of the SHA-512, in hex: the name of a block by its uncompressed content. */
    public static String checksum(byte[] content) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-512").digest(content);
            return HexFormat.of().formatHex(whole, 0, CHECKSUM_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }
}
