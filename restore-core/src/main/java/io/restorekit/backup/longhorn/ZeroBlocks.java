package io.restorekit.backup.longhorn;

import io.restorekit.backup.Digest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The digests of blocks that hold only zeros. A store keeps such blocks where data was zeroed after it had been backed up. */
final class ZeroBlocks {
    private static final Map<Integer, Digest> DIGESTS = new ConcurrentHashMap<>();

    private ZeroBlocks() {}

    static Digest digest(int blockSize) {
        return DIGESTS.computeIfAbsent(blockSize, size -> new Sha512().digest(new byte[size], size));
    }
}
