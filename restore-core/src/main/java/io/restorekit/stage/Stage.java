package io.restorekit.stage;

import io.restorekit.backup.Digest;
import io.restorekit.disk.DirectReader;
import io.restorekit.disk.DurableDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Verified blocks beside the volume, packed as they came: a log of {@link StageRecord records}, to which one is appended
 * at a time. Believed up to the length that a checkpoint says was forced, and written on from there.
 *
 * <p>A force that failed is never tried again: nothing is believed any more, and nothing taken, until it is mended by
 * beginning anew.
 *
 * <p>Costs about 150 bytes of memory for a block. Thread-safe.
 */
public final class Stage implements AutoCloseable {
    private static final String FILE = "stage";

    private final Path path;
    private final Map<Digest, Long> places = new HashMap<>();
    private Optional<FileChannel> channel = Optional.empty();
    private long end;
    private boolean lost;

    private Stage(Path path) {
        this.path = path;
    }

    /** One that holds nothing; what an earlier one left is deleted. */
    public static Stage none(Path directory) throws IOException {
        Stage stage = new Stage(directory.resolve(FILE));
        stage.delete();
        return stage;
    }

    /**
     * The one that was left.
     *
     * @param forced so much of it a checkpoint says is durable
     */
    public static Stage left(Path directory, long forced) throws IOException {
        Stage stage = new Stage(directory.resolve(FILE));
        if (forced == 0 || !Files.exists(stage.path)) {
            stage.delete();
        } else {
            stage.load(forced);
        }
        return stage;
    }

    private void load(long forced) throws IOException {
        FileChannel opened = open();
        long most = Math.min(forced, opened.size());
        StageRecord.Head head = StageRecord.head(opened, 0);
        while (head.fitsBefore(most)) {
            places.put(head.digest(), end);
            end = head.end();
            head = StageRecord.head(opened, end);
        }
    }

    private FileChannel open() throws IOException {
        FileChannel opened =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        channel = Optional.of(opened);
        return opened;
    }

    /** The most that so many blocks take, if each is so long at the most. */
    public static long room(int blocks, int mostPacked) {
        return (long) blocks * (StageRecord.HEAD + mostPacked);
    }

    public synchronized boolean holds(Digest digest) {
        return places.containsKey(digest);
    }

    /** Written, not durable. A record that is held already is not written again. */
    public synchronized void append(Digest digest, byte[] packed, int length) throws IOException {
        if (holds(digest)) {
            return;
        }
        if (lost) {
            throw new IOException("the stage could not be forced, and has to begin anew");
        }
        if (channel.isEmpty()) {
            open();
            DurableDirectory.force(path.toAbsolutePath().getParent());
        }
        FileChannel log = channel.orElseThrow();
        ByteBuffer record = StageRecord.of(digest, packed, length);
        long at = end;
        while (record.hasRemaining()) {
            at += log.write(record, at);
        }
        places.put(digest, end);
        end = at;
    }

    /**
     * Makes durable what has been appended when this is called.
     *
     * @return how long the log is that surely is; nothing of one that was lost
     */
    public long force() throws IOException {
        FileChannel log;
        long until;
        synchronized (this) {
            if (lost || channel.isEmpty()) {
                return 0;
            }
            log = channel.get();
            until = end;
        }
        try {
            log.force(true);
            return until;
        } catch (IOException e) {
            lose();
            throw e;
        }
    }

    /** What a failed force has brought to the disk nobody knows. */
    private synchronized void lose() {
        lost = true;
        places.clear();
    }

    /** Drops everything if a force has failed: then it begins anew. */
    public synchronized void mend() throws IOException {
        if (lost) {
            delete();
        }
    }

    /**
     * Takes a block out of the log, through the page cache.
     *
     * @param into at least as long as what was appended
     * @return its length; empty if it is not held, or not as it was written: then it is dropped
     */
    public Optional<Integer> read(Digest digest, byte[] into) {
        FileChannel log;
        long at;
        synchronized (this) {
            if (!holds(digest)) {
                return Optional.empty();
            }
            log = channel.orElseThrow();
            at = places.get(digest);
        }
        Optional<Integer> length = read(StageRecord.through(log), digest, at, into);
        if (length.isEmpty()) {
            drop(digest);
        }
        return length;
    }

    /** What the disk cannot read is as good as not held: the backup target has it too. */
    private static Optional<Integer> read(StageRecord.Source log, Digest digest, long at, byte[] into) {
        try {
            StageRecord.Head head = StageRecord.head(log, at);
            boolean fits = head.length() >= 0 && head.length() <= into.length;
            return fits && head.digest().equals(digest) ? head.body(into, log) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What was read back of the log. */
    public record Part(long next, boolean good) {}

    /**
     * Reads records back, past the page cache where the platform lets that, and drops those that are not as they were
     * written.
     *
     * @param from where a record begins
     * @param most stops after so many bytes
     */
    public Part readBack(long from, long most) throws IOException {
        long until = Math.min(end(), from + most);
        if (until <= from) {
            return new Part(from, true);
        }
        Optional<DirectReader> disk = DirectReader.open(path, 1);
        try {
            StageRecord.Source source = disk.isPresent() ? disk.get()::read : StageRecord.through(log());
            return readBack(source, from, until);
        } finally {
            disk.ifPresent(DirectReader::close);
        }
    }

    private Part readBack(StageRecord.Source source, long from, long until) throws IOException {
        boolean good = true;
        long at = from;
        byte[] body = new byte[0];
        while (at < until) {
            StageRecord.Head head = StageRecord.head(source, at);
            if (!head.fitsBefore(end())) {
                cut(at);
                return new Part(at, false);
            }
            body = body.length < head.length() ? new byte[head.length()] : body;
            if (isBelieved(head) && read(source, head.digest(), at, body).isEmpty()) {
                drop(head.digest());
                good = false;
            }
            at = head.end();
        }
        return new Part(at, good);
    }

    /** A record that was dropped lies there still, before the one that has taken its place. */
    private synchronized boolean isBelieved(StageRecord.Head head) {
        Long place = places.get(head.digest());
        return place != null && place == head.at();
    }

    private synchronized FileChannel log() throws IOException {
        return channel.orElseThrow(() -> new IOException("the stage is gone"));
    }

    public synchronized long end() {
        return end;
    }

    /** A block that is not what it should be. */
    public synchronized void drop(Digest digest) {
        places.remove(digest);
    }

    /** Where a head cannot be believed nothing after it can be found. */
    private synchronized void cut(long at) {
        places.values().removeIf(place -> place >= at);
        end = Math.min(end, at);
    }

    /** Drops everything. */
    public synchronized void delete() throws IOException {
        close();
        places.clear();
        end = 0;
        lost = false;
        if (Files.deleteIfExists(path)) {
            DurableDirectory.force(path.toAbsolutePath().getParent());
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException e) {
            // What was forced is durable; what was not is believed by nobody.
        }
        channel = Optional.empty();
    }
}
