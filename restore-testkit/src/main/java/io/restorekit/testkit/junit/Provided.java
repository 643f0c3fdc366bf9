package io.restorekit.testkit.junit;

import java.util.List;
import java.util.function.Supplier;

/** A thing that a test was given. */
record Provided(Object thing, Supplier<List<String>> unfired) {

    void closesWith(Closing closing) {
        if (thing instanceof AutoCloseable closeable) {
            closing.add(closeable);
        }
    }
}
