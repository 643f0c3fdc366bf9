package io.restorekit.engine;

import io.restorekit.engine.BufferOwnershipTest.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Rounds of fetches on threads of their own, each of which is written or forgotten at about the moment when it comes. A
 * fetch fills its buffer with its number: whoever finds another one in a buffer of its own shares it with somebody. In the
 * end the pool has every buffer that there ever was, once.
 */
final class BufferRace {
    private static final int FETCHES = 4;
    private static final int ROUNDS = 150;
    private static final int LENGTH = 64;

    private final Place place;
    private final SplittableRandom random;
    private final Set<byte[]> seen = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());

    BufferRace(Place place, long seed) {
        this.place = place;
        this.random = new SplittableRandom(seed);
    }

    /** What went wrong first, if anything. */
    Optional<String> run() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(FETCHES + 1);
        try {
            for (int round = 0; round < ROUNDS && violations.isEmpty(); round++) {
                race(threads, round * FETCHES + 1);
            }
        } finally {
            threads.shutdown();
        }
        if (violations.isEmpty()) {
            countBuffers();
        }
        return violations.stream().findFirst();
    }

    private void race(ExecutorService threads, int first) throws InterruptedException, ExecutionException {
        CyclicBarrier together = new CyclicBarrier(FETCHES + 1);
        List<Future<?>> parts = new ArrayList<>();
        for (int ticket = first; ticket < first + FETCHES; ticket++) {
            int mine = ticket;
            int work = random.nextInt(4);
            place.expect(ticket);
            parts.add(threads.submit(() -> fetch(mine, work, together)));
        }
        int patience = random.nextInt(4);
        parts.add(threads.submit(() -> writeOrForget(first, patience, together)));
        for (Future<?> part : parts) {
            part.get();
        }
    }

    private Void fetch(int ticket, int work, CyclicBarrier together) throws Exception {
        together.await();
        byte[] buffer = place.take(ticket, LENGTH);
        seen.add(buffer);
        Arrays.fill(buffer, (byte) ticket);
        for (int i = 0; i < work; i++) {
            Thread.yield();
        }
        check(buffer, ticket, "the fetch");
        if (!place.park(ticket, buffer)) {
            check(buffer, ticket, "the fetch that came late");
            place.give(buffer);
        }
        return null;
    }

    private Void writeOrForget(int first, int patience, CyclicBarrier together) throws Exception {
        together.await();
        for (int i = 0; i < patience; i++) {
            Thread.yield();
        }
        for (int ticket = first; ticket < first + FETCHES; ticket++) {
            int written = ticket;
            if (ticket % 2 == 0) {
                place.parked(ticket).ifPresent(buffer -> {
                    Thread.yield();
                    check(buffer, written, "the write");
                    place.give(buffer);
                });
            }
            place.forget(ticket);
        }
        return null;
    }

    private void countBuffers() {
        Set<byte[]> had = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < seen.size(); i++) {
            byte[] buffer = place.take(0, LENGTH);
            if (!seen.contains(buffer)) {
                violations.add("a buffer was lost");
            } else if (!had.add(buffer)) {
                violations.add("a buffer was given back twice");
            }
        }
    }

    private void check(byte[] buffer, int ticket, String owner) {
        for (byte b : buffer) {
            if (b != (byte) ticket) {
                violations.add(owner + " " + ticket + " finds " + b + " in its buffer");
                return;
            }
        }
    }
}
