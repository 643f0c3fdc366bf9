package io.restorekit.s3.address;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The addresses through which something came that was surely the store's, the latest first. Immutable. */
final class GoodAddresses {
    static final int MAX = 16;

    private final Map<InetAddress, Instant> seen;

    GoodAddresses(Map<InetAddress, Instant> seen) {
        this.seen = new LinkedHashMap<>();
        seen.entrySet().stream().limit(MAX).forEach(e -> this.seen.put(e.getKey(), e.getValue()));
    }

    GoodAddresses with(InetAddress address, Instant when) {
        Map<InetAddress, Instant> next = new LinkedHashMap<>();
        next.put(address, when);
        seen.forEach(next::putIfAbsent);
        return new GoodAddresses(next);
    }

    /** Whether the address is known, with a time less than {@code age} away from {@code now}. */
    boolean seenWithin(Duration age, InetAddress address, Instant now) {
        Instant when = seen.get(address);
        return when != null && Duration.between(when, now).abs().compareTo(age) < 0;
    }

    boolean contains(InetAddress address) {
        return seen.containsKey(address);
    }

    Set<InetAddress> addresses() {
        return seen.keySet();
    }

    Map<InetAddress, Instant> entries() {
        return seen;
    }

    Optional<Instant> latest() {
        return seen.values().stream().max(Instant::compareTo);
    }
}
