package io.restorekit.engine;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Ranges;
import io.restorekit.machine.BadBlockReport;
import io.restorekit.volume.Volume;
import io.restorekit.volume.VolumeException;
import io.restorekit.volume.VolumePlace;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Reads a volume from its beginning to its end and compares it with a backup. Writes nothing into it. Reads past the page
 * cache where the platform lets that; where it does not, what a failed force never brought to the disk is not seen.
 */
public final class VolumeCheck {
    private static final int THREADS = 4;

    /** Read by one thread at a time. */
    private static final int PART = 16 << 20;

    private final Path path;
    private final Manifest with;
    private final LongConsumer progress;
    private final Sampler sampler = new Sampler(new BufferPool(), new SplittableRandom());

    /**
     * @param progress told how many bytes have been compared, on the caller's thread
     */
    public VolumeCheck(Path path, Manifest with, LongConsumer progress) {
        this.path = path;
        this.with = with;
        this.progress = progress;
    }

    /**
     * Blocks; the caller holds the volume's lock. What the volume has beyond the backup's end is not looked at; one that ends before the backup does differs from
     * there on.
     */
    public Outcome.Verified run() throws VolumeException, InterruptedException {
        try (Volume volume = VolumePlace.at(path).openToRead()) {
            return new Outcome.Verified(with.backup(), compare(volume));
        }
    }

    /** No thread reads any more when it returns, however it does. */
    private List<Outcome.BadBlock> compare(Volume volume) throws VolumeException, InterruptedException {
        ExecutorService readers = Executors.newFixedThreadPool(THREADS, Daemons.named("restore-verify"));
        try {
            return compare(volume, readers);
        } finally {
            readers.shutdown();
            awaitEnd(readers);
        }
    }

    private List<Outcome.BadBlock> compare(Volume volume, ExecutorService readers)
            throws VolumeException, InterruptedException {
        BlockMap blocks = with.blocks();
        int part = Math.max(1, PART / blocks.blockSize());
        long size = volume.size();
        List<Outcome.BadBlock> bad = new ArrayList<>();
        Queue<Future<Ranges>> reading = new ArrayDeque<>();
        int next = 0;
        while (next < blocks.blocks() || !reading.isEmpty()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while " + path + " was compared");
            }
            while (next < blocks.blocks() && reading.size() < 2 * THREADS) {
                int from = next;
                next = Math.min(from + part, blocks.blocks());
                int to = next;
                reading.add(readers.submit(() -> differing(volume, size, from, to)));
            }
            differing(reading.remove())
                    .forEach(block -> bad.add(BadBlockReport.bad(blocks, block, Failure.Kind.BLOCK_DIFFERS)));
            progress.accept(Math.min(blocks.volumeSize(), blocks.offset(Math.max(0, next - reading.size() * part))));
        }
        return bad;
    }

    private Ranges differing(Volume volume, long size, int from, int to) throws VolumeException {
        BlockMap blocks = with.blocks();
        int end = to;
        while (end > from && blocks.offset(end - 1) + blocks.length(end - 1) > size) {
            end--;
        }
        Ranges differing = sampler.differing(volume, blocks, from, end);
        return end == to ? differing : Ranges.of(IntStream.concat(differing.blocks(), IntStream.range(end, to)));
    }

    private static Ranges differing(Future<Ranges> read) throws VolumeException, InterruptedException {
        try {
            return read.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VolumeException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** An interrupt of the caller is not one of those who read: it would close the volume under them. */
    private static void awaitEnd(ExecutorService readers) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = readers.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
