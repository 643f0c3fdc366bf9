package io.restorekit.testkit.net;

import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of loopback that nobody takes while a server is stopped for a while: systems give outgoing connections ports from
 * 32768 (Linux) or 49152 on, and these lie below.
 */
public final class LastingPort {
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 100;

    private LastingPort() {}

    /** Takes a port. */
    public interface Binding<T> {
        /** @throws BindException if the port is taken */
        T to(int port) throws IOException;
    }

    /** Binds to some free port. */
    public static <T> T bind(Binding<T> binding) throws IOException {
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
}
