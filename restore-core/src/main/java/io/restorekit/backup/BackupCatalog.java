package io.restorekit.backup;

import io.restorekit.api.Goal;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetObject;
import java.util.Optional;

/**
 * The backups of one volume in one backup target. Every call blocks, makes one attempt, and may be interrupted.
 * Thread-safe.
 */
public interface BackupCatalog {

    /**
     * Finds the backup that the goal names and reads its manifest, unless it is the one already held. Reads volume.cfg
     * in any case: one small read proves the place. In a place that nobody confirmed no goal is found but one that is held.
     *
     * @param held the name of the backup whose manifest the caller holds
     * @param progress told of every chunk that came over the wire: a manifest can be long
     * @return the name alone ({@link Located.Same}) where it is the one held
     */
    Located locate(Goal goal, Optional<String> held, Progress progress) throws TargetException, BackupException;

    /** Reads the manifest of a named backup. */
    Manifest manifest(String backup, Progress progress) throws TargetException, BackupException;

    /**
     * Fetches, decodes and verifies the block with this digest. On return the first {@code length} bytes of
     * {@code into} are exactly the content that the digest names.
     *
     * @param into at least the block size long
     * @param progress told of every chunk that came over the wire
     * @throws TargetException.Missing only if the volume's own config could be seen in the same place after the answer
     * @throws BackupException with kind {@code BLOCK_DAMAGED} if the store's bytes are not the block
     */
    void fetch(Digest digest, byte[] into, int length, Progress progress) throws TargetException, BackupException;

    /**
     * As {@link #fetch}, but leaves the block as the store has it, to be kept and unpacked later.
     *
     * @param into at least {@link #mostPacked} long
     * @param length of the block
     * @return how many bytes came
     */
    int fetchPacked(Digest digest, byte[] into, int length, Progress progress) throws TargetException, BackupException;

    /**
     * Decodes and verifies a block that was kept as it came. Asks the backup target for nothing.
     *
     * @param count the bytes of {@code packed}
     * @param length of the block
     * @throws BackupException with kind {@code BLOCK_DAMAGED} if it is not the block
     */
    void unpack(Digest digest, byte[] packed, int count, byte[] into, int length) throws BackupException;

    /** The most bytes that a block of this length can be in the store. */
    int mostPacked(int length);

    /** Told of bytes as they arrive, on the thread of the call. */
    interface Progress {
        /** Nobody wants to know. */
        Progress UNHEARD = new Progress() {
            @Override
            public void received(int bytes) {}

            @Override
            public void reads(TargetObject object) {}
        };

        void received(int bytes);

        /** What the call waits for now: whoever gives the call up tells the object, at once if that has happened already. */
        void reads(TargetObject object);
    }

    /** What {@link #locate} found. */
    sealed interface Located {
        /** The goal is the backup whose manifest is held. */
        record Same() implements Located {}

        /**
         * Nobody confirmed the place, so nothing can be learnt there of newer backups. The one that is held can be restored
         * from it.
         */
        record Unconfirmed() implements Located {}

        /** The goal's manifest. */
        record Found(Manifest manifest) implements Located {}
    }
}
