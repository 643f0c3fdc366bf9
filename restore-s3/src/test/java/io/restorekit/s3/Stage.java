package io.restorekit.s3;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.IntSupplier;

/** Sets up a place where one fault is at work. */
@FunctionalInterface
interface Stage {
    Scene set(Operation operation) throws Exception;

    /**
     * A place where a fault is at work.
     *
     * @param settings lead there
     * @param met how many requests met the fault; where none can come that far, how many addresses were asked for
     */
    record Scene(S3Settings.Builder settings, IntSupplier met, Closeable server) implements Closeable {
        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
