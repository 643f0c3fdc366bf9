package io.restorekit.testkit.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a server answers to a query for a name.
 *
 * <p>A time to live is in whole seconds; with zero nothing is remembered, so that no cache hides what comes next.
 */
public sealed interface DnsAnswer {

    /**
     * The name has these addresses; an answer without those of the type that was asked for says that there are none of
     * it (NODATA).
     *
     * @param addresses IPv4 and IPv6, in the order of the answer
     */
    record Addresses(List<InetAddress> addresses, Duration ttl) implements DnsAnswer {
        public Addresses {
            addresses = List.copyOf(addresses);
            requireTtl(ttl);
        }

        public Addresses withTtl(Duration other) {
            return new Addresses(addresses, other);
        }
    }

    /**
     * The name does not exist.
     *
     * @param ttl how long a resolver may remember that: of the SOA record, and its minimum
     */
    record NxDomain(Duration ttl) implements DnsAnswer {
        public NxDomain {
            requireTtl(ttl);
        }
    }

    /** The server says that it failed. */
    record ServFail() implements DnsAnswer {}

    /** The server says that it will not answer. */
    record Refused() implements DnsAnswer {}

    /** Nothing comes back. */
    record NoAnswer() implements DnsAnswer {}

    /** An answer that comes late, at most a year later. Other queries are not held up by it. */
    record Slow(DnsAnswer answer, Duration delay) implements DnsAnswer {
        private static final Duration LONGEST = Duration.ofDays(365);

        public Slow {
            Objects.requireNonNull(answer);
            if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "a delay is not negative, nor longer than " + LONGEST + ": " + delay);
            }
        }
    }

    /** Does not fit over UDP: no records and the TC bit there, and the answer to the same question over TCP. */
    record Truncated(DnsAnswer answer) implements DnsAnswer {
        public Truncated {
            Objects.requireNonNull(answer);
        }
    }

    /**
     * These addresses for a second.
     *
     * @param addresses IPv4 or IPv6, as literals; none means that the name exists and has no address
     * @throws IllegalArgumentException if one is no literal address
     */
    static Addresses addresses(String... addresses) {
        return new Addresses(Arrays.stream(addresses).map(Literal::address).toList(), Duration.ofSeconds(1));
    }

    /** The name does not exist, and nobody may remember that. */
    static NxDomain nxDomain() {
        return new NxDomain(Duration.ZERO);
    }

    static ServFail servFail() {
        return new ServFail();
    }

    static Refused refused() {
        return new Refused();
    }

    static NoAnswer noAnswer() {
        return new NoAnswer();
    }

    static Slow slow(DnsAnswer answer, Duration delay) {
        return new Slow(answer, delay);
    }

    static Truncated truncated(DnsAnswer answer) {
        return new Truncated(answer);
    }

    private static void requireTtl(Duration ttl) {
        if (ttl.isNegative() || ttl.getNano() != 0 || ttl.getSeconds() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a time to live is 0 … 2147483647 whole seconds, not " + ttl);
        }
    }
}
