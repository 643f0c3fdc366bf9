package io.restorekit.testkit.junit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Closes what a test opened by itself, in the reverse order, also where one of them cannot be closed. Faults that were
 * scripted for servers, nodes, a {@code TcpProxy} or a {@code FaultyBackupTarget} among them must be met as well.
 *
 * <pre>{@code
 * TcpProxy proxy = closing.add(TcpProxy.open(server.port(), seed.value()));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Nothing is to be closed yet. */
    public Closing() {}

    /** It is closed when this is; gives it back. */
    public synchronized <T extends AutoCloseable> T add(T thing) {
        opened.push(thing);
        return thing;
    }

    /** The scripted faults of what it closes that nothing has met. */
    synchronized List<String> unfired() {
        return opened.stream()
                .flatMap(thing -> Provision.unfired(thing).stream())
                .toList();
    }

    /**
     * Closes all.
     *
     * @throws IllegalStateException if some could not be closed, once all others are; it has what they threw as suppressed
     */
    @Override
    public synchronized void close() {
        List<Throwable> failures = new ArrayList<>();
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception | Error e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            IllegalStateException failed = new IllegalStateException("not everything could be closed");
            failures.forEach(failed::addSuppressed);
            throw failed;
        }
    }
}
