package io.restorekit.backup.longhorn;

import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.Digest;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Gets blocks by their digests, from the backing image or the store. Thread-safe. */
final class BlockSource {
    private final BackupTarget target;
    private final Layout layout;
    private final Optional<BackingImage> backingImage;
    /** As many as calls ever ran at once. */
    private final Queue<BlockReader> idle = new ConcurrentLinkedQueue<>();

    BlockSource(BackupTarget target, Layout layout, Optional<BackingImage> backingImage) {
        this.target = target;
        this.layout = layout;
        this.backingImage = backingImage;
    }

    /** One that is done with a block's bytes. */
    private interface Work {
        int with(BlockReader reader) throws TargetException, DamagedBlock;
    }

    void fetch(Digest digest, byte[] into, int length, Progress progress) throws TargetException, BackupException {
        work(digest, reader -> {
            if (!readImage(reader, digest, into, length)) {
                readStore(digest, progress, body -> {
                    reader.read(body, digest, into, length);
                    return length;
                });
            }
            return length;
        });
    }

    /** What comes from the backing image comes raw. */
    int fetchPacked(Digest digest, byte[] into, int length, Progress progress) throws TargetException, BackupException {
        return work(
                digest,
                reader -> readImage(reader, digest, into, length)
                        ? length
                        : readStore(digest, progress, body -> reader.readPacked(body, digest, into, length)));
    }

    void unpack(Digest digest, byte[] packed, int count, byte[] into, int length) throws BackupException {
        try {
            work(digest, reader -> {
                reader.unpackKept(packed, count, digest, into, length);
                return length;
            });
        } catch (TargetException e) {
            throw new IllegalStateException("nothing was asked of the backup target", e);
        }
    }

    private int work(Digest digest, Work work) throws TargetException, BackupException {
        BlockReader reader = Optional.ofNullable(idle.poll()).orElseGet(BlockReader::new);
        try {
            return work.with(reader);
        } catch (DamagedBlock e) {
            throw Problems.blockDamaged(layout.block(digest), e.getMessage(), e);
        } finally {
            idle.add(reader);
        }
    }

    private boolean readImage(BlockReader reader, Digest digest, byte[] into, int length)
            throws Unavailable, DamagedBlock {
        if (backingImage.isEmpty() || !backingImage.get().read(digest, into, length)) {
            return false;
        }
        if (!reader.matches(digest, into, length)) {
            throw new DamagedBlock("the backing image that holds it was changed");
        }
        return true;
    }

    private interface Reading {
        int from(BlockBody body) throws IOException, DamagedBlock;
    }

    private int readStore(Digest digest, Progress progress, Reading reading) throws TargetException, DamagedBlock {
        ObjectKey key = layout.block(digest);
        TargetObject object = open(key);
        boolean whole = false;
        try {
            progress.reads(object);
            int count = reading.from(new BlockBody(object, progress));
            whole = true;
            object.proved();
            return count;
        } catch (IOException e) {
            throw new Unavailable(Cause.CONNECTION_FAILED, "reading " + key + " was cut off", e);
        } catch (DamagedBlock e) {
            if (!object.refuted()) {
                throw new Unavailable(Cause.OTHER, key + " was damaged, in a place that nobody confirmed", e);
            }
            throw e;
        } finally {
            if (!whole) {
                object.abort();
            }
            object.close();
        }
    }

    private TargetObject open(ObjectKey key) throws TargetException {
        try {
            return target.open(key);
        } catch (Missing e) {
            new Presence(target, layout).requireVolume(e);
            throw e;
        }
    }
}
