package io.restorekit.testkit.s3;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** The checksums of contents that clients send along, in base64. */
final class Checksum {
    private static final String PREFIX = "x-amz-checksum-";

    private Checksum() {}

    /** Nothing where the header, or trailer, is no checksum. */
    static void check(String header, String claimed, byte[] content) throws S3Error {
        if (!header.startsWith(PREFIX)) {
            return;
        }
        byte[] actual = switch (header.substring(PREFIX.length())) {
            case "crc32" -> of(new CRC32(), content);
            case "crc32c" -> of(new CRC32C(), content);
            case "sha1" -> Hashes.digest("SHA-1", content);
            case "sha256" -> Hashes.digest("SHA-256", content);
            default -> throw S3Error.notImplemented(header);
        };
        if (!Base64.getEncoder().encodeToString(actual).equals(claimed)) {
            throw new S3Error(400, "BadDigest", "The " + header + " you specified did not match what was received.");
        }
    }

    private static byte[] of(java.util.zip.Checksum checksum, byte[] content) {
        checksum.update(content);
        return ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
    }
}
