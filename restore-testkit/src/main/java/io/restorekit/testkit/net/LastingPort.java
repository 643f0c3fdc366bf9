package io.restorekit.testkit.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Ports of loopback that nobody takes while a server is stopped for a while: systems give outgoing connections ports from
 * 32768 (Linux) or 49152 on, and these lie below.
 *
 * <p>A process that is started while a socket is open holds it too, until it runs its own program: milliseconds in which a
 * port is open that was closed. So both sides of a stop are waited for here.
 */
public final class LastingPort {
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(1);

    private LastingPort() {}

    /** Takes a port. */
    public interface Binding<T> {
        /** @throws BindException if the port is taken */
        T to(int port) throws IOException;
    }

    /**
     * Binds to a port.
     *
     * @param port 0 for any that is free
     * @throws BindException if it is taken, and stays so for five seconds
     */
    public static <T> T bind(int port, Binding<T> binding) throws IOException {
        return port == 0 ? bindAny(binding) : bindAgain(port, binding);
    }

    private static <T> T bindAny(Binding<T> binding) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return binding.to(ThreadLocalRandom.current().nextInt(FIRST, LAST));
            } catch (BindException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static <T> T bindAgain(int port, Binding<T> binding) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return binding.to(port);
            } catch (BindException e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Returns when a port whose socket was closed refuses connections, or after five seconds. */
    public static void awaitRefusal(int port) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (accepts(port) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean accepts(int port) {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
