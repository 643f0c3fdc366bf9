package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.checkpoint.Ranges;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The blocks that were begun and are not done: those to try again, and those set aside after they failed too often.
 * Bounded by {@value #LIMIT} and what was on its way. Changed only by the transfer that it belongs to.
 */
final class Backlog {
    /** So many blocks may fail before the restore stops to wait; their list in a checkpoint stays under 50 KB. */
    static final int LIMIT = 4096;

    /** After so many failures a block is set aside while others work. */
    private static final int ATTEMPTS = 5;

    private final TreeSet<Integer> again;
    private final Map<Integer, Integer> attempts;
    private final TreeMap<Integer, Failure> aside;

    Backlog(Ranges pending) {
        again = new TreeSet<>();
        attempts = new HashMap<>();
        aside = new TreeMap<>();
        pending.forEach(again::add);
    }

    private Backlog(Backlog from) {
        again = new TreeSet<>(from.again);
        attempts = new HashMap<>(from.attempts);
        aside = new TreeMap<>(from.aside);
    }

    Backlog copy() {
        return new Backlog(this);
    }

    /** A block failed, through no fault of the backup target as a whole. */
    void failed(int block, Failure failure) {
        boolean bad = failure.kind() == Failure.Kind.BLOCK_MISSING || failure.kind() == Failure.Kind.BLOCK_DAMAGED;
        if (bad || attempts.merge(block, 1, Integer::sum) >= ATTEMPTS) {
            attempts.remove(block);
            aside.put(block, failure);
        } else {
            again.add(block);
        }
    }

    /** A block is given back untried. */
    void put(int block) {
        again.add(block);
    }

    /** The next block to try again, or -1. */
    int take() {
        Integer block = again.pollFirst();
        return block == null ? -1 : block;
    }

    void done(int block) {
        attempts.remove(block);
    }

    boolean hasWork() {
        return !again.isEmpty();
    }

    /** Pending blocks never stand in front of the rest, unless there are too many of them. */
    boolean isUrgent() {
        return again.size() >= LIMIT / 2;
    }

    /** Those that an earlier transfer left are tried before so many are set aside that it is of no use to go on. */
    boolean isFull() {
        return aside.size() >= LIMIT / 2 && again.size() + aside.size() >= LIMIT;
    }

    /** The blocks set aside, with what failed last. */
    TreeMap<Integer, Failure> aside() {
        return new TreeMap<>(aside);
    }

    int asideCount() {
        return aside.size();
    }

    IntStream blocks() {
        return IntStream.concat(
                again.stream().mapToInt(i -> i), aside.keySet().stream().mapToInt(i -> i));
    }
}
