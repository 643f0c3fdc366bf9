package io.restorekit.testkit.sim.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What a directory held when it was opened. */
final class SimListing implements DirectoryStream<Path>, Iterator<Path> {
    private final Iterator<Path> entries;
    private final Filter<? super Path> filter;
    private Optional<Path> next = Optional.empty();
    private boolean begun;
    private boolean closed;

    SimListing(List<Path> entries, Filter<? super Path> filter) {
        this.entries = entries.iterator();
        this.filter = filter;
    }

    @Override
    public synchronized Iterator<Path> iterator() {
        if (begun || closed) {
            throw new IllegalStateException(closed ? "the stream is closed" : "a stream has one iterator");
        }
        begun = true;
        return this;
    }

    @Override
    public synchronized boolean hasNext() {
        while (next.isEmpty() && !closed && entries.hasNext()) {
            next = Optional.of(entries.next()).filter(this::fits);
        }
        return next.isPresent();
    }

    @Override
    public synchronized Path next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Path found = next.orElseThrow();
        next = Optional.empty();
        return found;
    }

    private boolean fits(Path entry) {
        try {
            return filter.accept(entry);
        } catch (IOException e) {
            throw new DirectoryIteratorException(e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
