package io.restorekit.s3.address;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** The good addresses of a host, kept in memory and in a note that outlives the process. Thread-safe. */
final class ProvedAddresses {
    /** How often the time of an address that keeps working is noted. */
    private static final Duration NOTED = Duration.ofMinutes(10);

    /** How soon a note that could not be written is tried again: with the next proof after it. */
    static final Duration AGAIN = Duration.ofSeconds(5);

    private final AddressNotes notes;
    private final Clock clock;
    private final LongSupplier ticks;
    private final Object writing = new Object();

    private GoodAddresses good;
    private boolean noted = true;
    private long tried;

    /** @param ticks monotonic nanoseconds */
    ProvedAddresses(AddressNotes notes, Clock clock, LongSupplier ticks) {
        this.notes = notes;
        this.clock = clock;
        this.ticks = ticks;
        this.good = notes.read();
    }

    synchronized GoodAddresses all() {
        return good;
    }

    /** @param confirmed whether DNS names the address now; if not, what is known of it grows no younger */
    void proved(InetAddress address, boolean confirmed) {
        if (isToBeNoted(address, confirmed)) {
            write();
        }
    }

    private synchronized boolean isToBeNoted(InetAddress address, boolean confirmed) {
        Instant now = clock.instant();
        boolean news = confirmed ? !good.seenWithin(NOTED, address, now) : !good.contains(address);
        if (!news && (noted || ticks.getAsLong() - tried < AGAIN.toNanos())) {
            return false;
        }
        if (news) {
            good = good.with(address, now);
            noted = false;
        }
        tried = ticks.getAsLong();
        return true;
    }

    /** One at a time, so that an older state never replaces a newer one. */
    private void write() {
        synchronized (writing) {
            GoodAddresses latest = all();
            boolean kept = notes.write(latest);
            synchronized (this) {
                noted = kept && latest == good;
            }
        }
    }
}
