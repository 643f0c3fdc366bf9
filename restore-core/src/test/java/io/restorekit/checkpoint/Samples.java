package io.restorekit.checkpoint;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim.Standing;
import io.restorekit.volume.VolumeIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;

/** Checkpoints to test with. */
final class Samples {
    static final int BLOCK = 1 << 16;

    private Samples() {}

    /** Of a volume of four blocks. */
    static Checkpoint small(Standing standing, String backup, long commit) {
        BlockMap goal = new BlockMap.Builder(BLOCK, 4 * BLOCK)
                .set(1, data(new Random(backup.hashCode())))
                .build();
        return new Checkpoint(
                new Source("s3://bucket@region/path", "vol-1"),
                new VolumeIdentity("6ba7b810-9dad-11d1-80b4-00c04fd430c8", commit, 1_700_000_000_123_456_789L),
                new Claim(
                        standing,
                        BlockMap.allUnknown(BLOCK, 4 * BLOCK),
                        new Manifest(backup, goal, Optional.of(Instant.parse("2026-01-02T03:04:05Z"))),
                        new Progress(4, standing == Standing.RESTORED ? Ranges.NONE : Ranges.parse("1,3"))));
    }

    static Checkpoint random(Random random) {
        int blocks = 1 + random.nextInt(3000);
        long size = (long) blocks * BLOCK - random.nextInt(BLOCK);
        Standing standing = Standing.values()[random.nextInt(Standing.values().length)];
        boolean whole = standing == Standing.RESTORED || standing == Standing.ACTIVATED;
        int low = whole ? blocks : random.nextInt(blocks + 1);
        Ranges pending = whole || low == 0 ? Ranges.NONE : Ranges.of(random.ints(random.nextInt(10), 0, low));
        Optional<Instant> snapshot =
                random.nextBoolean() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(random.nextInt()));
        Manifest goal = new Manifest(text(random), map(random, size, false), snapshot);
        Claim claim = standing == Standing.STAGING
                ? Claim.staging(new Manifest(text(random), map(random, size / 2 + 1, false), snapshot), goal)
                : new Claim(standing, map(random, size, true), goal, new Progress(low, pending));
        return new Checkpoint(
                new Source(text(random), text(random)),
                random.nextInt(4) == 0
                        ? VolumeIdentity.ofDevice(text(random))
                        : new VolumeIdentity(text(random), random.nextInt(5) - 1, random.nextLong()),
                claim,
                claim.needsStage() ? random.nextLong(1L << 40) : 0);
    }

    private static BlockMap map(Random random, long size, boolean unknowns) {
        BlockMap.Builder map = new BlockMap.Builder(BLOCK, size);
        int blocks = BlockMap.allZero(BLOCK, size).blocks();
        if (unknowns) {
            map.unknown(0, random.nextInt(blocks + 1));
        }
        for (int i = random.nextInt(20); i > 0; i--) {
            map.set(random.nextInt(blocks), data(random));
        }
        return map.build();
    }

    private static Content data(Random random) {
        byte[] digest = new byte[Digest.BYTES];
        random.nextBytes(digest);
        return new Content.Data(Digest.of(digest, 0));
    }

    /** With what would break lines, keys and escapes. */
    private static String text(Random random) {
        String alphabet = "ab \n\r\\n:é漢\t";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** The text with a check line that fits. */
    static byte[] sealed(String text) {
        String body = text.substring(0, text.lastIndexOf("crc32c: "));
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return (body + String.format("crc32c: %08x%n", crc.getValue())).getBytes(StandardCharsets.UTF_8);
    }
}
