package io.restorekit.testkit.scenario.play;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The blocks that have come from the backup target. Thread-safe. */
final class Fetches {
    private final Map<String, Integer> times = new HashMap<>();
    private BiConsumer<String, Long> listener = (key, size) -> {};
    private long bytes;
    private long twice;
    private int reads;

    private static final String BLOCK = ".blk";

    synchronized void come(String key, long size) {
        if (key.endsWith(BLOCK)) {
            listener.accept(key, size);
            reads++;
            bytes += size;
            twice += times.merge(key, 1, Integer::sum) > 1 ? size : 0;
        }
    }

    /** From now on somebody is told of each block that comes, and how many bytes it has. */
    synchronized void tell(BiConsumer<String, Long> whom) {
        listener = whom;
    }

    /** What came before does not count. */
    synchronized void forget() {
        times.clear();
        bytes = 0;
        twice = 0;
        reads = 0;
    }

    synchronized int reads() {
        return reads;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** The bytes of blocks that had come before. */
    synchronized long twice() {
        return twice;
    }

    /** How many of a hundred of these have come. */
    synchronized int share(Collection<String> wanted) {
        long came = wanted.stream().filter(times::containsKey).count();
        return wanted.isEmpty() ? 100 : (int) (came * 100 / wanted.size());
    }

    synchronized Set<String> keys() {
        return Set.copyOf(times.keySet());
    }
}
