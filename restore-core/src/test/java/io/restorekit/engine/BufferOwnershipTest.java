package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A buffer has one owner, whatever real threads do: and two ways to get that wrong are found by the same test. */
class BufferOwnershipTest {
    private static final int SEEDS = 40;

    @Test
    void everyBufferHasOneOwner() throws Exception {
        assertThat(firstViolation(Real::new)).isEmpty();
    }

    @Test
    void poolThatTakesABufferBackWhileAFetchStillFillsItIsFound() throws Exception {
        assertThat(firstViolation(TakenBackAtForget::new)).isPresent();
    }

    @Test
    void parkedBufferLostToARaceIsFound() throws Exception {
        assertThat(firstViolation(LostToARace::new)).isPresent();
    }

    private static Optional<String> firstViolation(Supplier<Place> places) throws Exception {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Optional<String> violation = new BufferRace(places.get(), seed).run();
            if (violation.isPresent()) {
                return Optional.of("seed " + seed + ": " + violation.get());
            }
        }
        return Optional.empty();
    }

    /** What a fetch, a write and the loop do with buffers. */
    interface Place {
        void expect(long ticket);

        byte[] take(long ticket, int length);

        /** False if the fetch keeps its buffer, and has to give it back. */
        boolean park(long ticket, byte[] buffer);

        Optional<byte[]> parked(long ticket);

        void forget(long ticket);

        void give(byte[] buffer);
    }

    /** As {@link RemoteEffects} uses the two. */
    private static class Real implements Place {
        final BufferPool pool = new BufferPool();
        private final Parking parking = new Parking(pool);

        @Override
        public void expect(long ticket) {
            parking.expect(ticket);
        }

        @Override
        public byte[] take(long ticket, int length) {
            return pool.take(length);
        }

        @Override
        public boolean park(long ticket, byte[] buffer) {
            return parking.park(ticket, buffer, buffer.length);
        }

        @Override
        public Optional<byte[]> parked(long ticket) {
            return parking.take(ticket).map(Parking.Parked::buffer);
        }

        @Override
        public void forget(long ticket) {
            parking.forget(ticket);
        }

        @Override
        public void give(byte[] buffer) {
            pool.give(buffer);
        }
    }

    /** The pool has a buffer back at once when its fetch is forgotten, though the fetch goes on. */
    private static final class TakenBackAtForget extends Real {
        private final Map<Long, byte[]> filling = new ConcurrentHashMap<>();

        @Override
        public byte[] take(long ticket, int length) {
            byte[] buffer = super.take(ticket, length);
            filling.put(ticket, buffer);
            return buffer;
        }

        @Override
        public void forget(long ticket) {
            super.forget(ticket);
            byte[] buffer = filling.remove(ticket);
            if (buffer != null) {
                pool.give(buffer);
            }
        }

        @Override
        public boolean park(long ticket, byte[] buffer) {
            return filling.remove(ticket) != null && super.park(ticket, buffer);
        }
    }

    /** Looks whether the ticket is wanted, and parks in a second step. */
    private static final class LostToARace extends Real {
        private final Map<Long, Optional<byte[]>> places = new ConcurrentHashMap<>();

        @Override
        public void expect(long ticket) {
            places.put(ticket, Optional.empty());
        }

        @Override
        public boolean park(long ticket, byte[] buffer) {
            if (!places.containsKey(ticket)) {
                return false;
            }
            Thread.yield();
            places.put(ticket, Optional.of(buffer));
            return true;
        }

        @Override
        public Optional<byte[]> parked(long ticket) {
            Optional<byte[]> place = places.remove(ticket);
            return place == null ? Optional.empty() : place;
        }

        @Override
        public void forget(long ticket) {
            parked(ticket).ifPresent(pool::give);
        }
    }
}
