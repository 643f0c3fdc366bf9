package io.restorekit.s3.preflight;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a name server answered.
 *
 * @param code the response code: 0 = no error, 2 = server failure, 3 = no such name, 5 = refused
 * @param addresses those of the records of the type that was asked for
 * @param ttlSeconds the shortest time to live among them; 0 if there are none
 * @param truncated whether there is more, for those who ask by TCP
 */
record DnsAnswer(int code, List<InetAddress> addresses, long ttlSeconds, boolean truncated) {
    static final int NO_ERROR = 0;
    static final int NO_SUCH_NAME = 3;

    /** This and what the same server said of another type of the same name. */
    DnsAnswer and(DnsAnswer other) {
        List<InetAddress> all =
                Stream.of(addresses, other.addresses).flatMap(List::stream).toList();
        long shortest = addresses.isEmpty()
                ? other.ttlSeconds
                : other.addresses.isEmpty() ? ttlSeconds : Math.min(ttlSeconds, other.ttlSeconds);
        return new DnsAnswer(Math.max(code, other.code), all, shortest, truncated || other.truncated);
    }

    /** In words, for people. */
    String words() {
        return switch (code) {
            case NO_ERROR ->
                addresses.isEmpty() ? "the name exists and has no address" : addresses.size() + " addresses";
            case 2 -> "SERVFAIL";
            case NO_SUCH_NAME -> "NXDOMAIN";
            case 5 -> "REFUSED";
            default -> "response code " + code;
        };
    }
}
