package io.restorekit.testkit.store;

import io.restorekit.testkit.longhorn.WrittenBackup;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A backup of a chain, and the image that a restore of it must give. Immutable. */
public final class ChainBackup {
    private final WrittenBackup written;
    private final BlockImage image;

    ChainBackup(WrittenBackup written, BlockImage image) {
        this.written = written;
        this.image = image;
    }

    public String name() {
        return written.name();
    }

    /** The size of the image, in bytes. */
    public long size() {
        return image.size();
    }

    /** What the store got: the checksums of its blocks, and which of them were new. */
    public WrittenBackup written() {
        return written;
    }

    /** Writes the whole image, block by block. */
    public void writeTo(OutputStream out) throws IOException {
        for (int block = 0; block < image.contents().size(); block++) {
            out.write(image.block(block));
        }
    }

    /** The SHA-256 of the whole image, in lower-case hex. */
    public String sha256() {
        try (DigestOutputStream out =
                new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            writeTo(out);
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("neither can happen in memory, on any Java platform", e);
        }
    }
}
