package io.restorekit.testkit.dns;

import java.util.Objects;

/**
 * A query that the server received.
 *
 * @param name in lower case, without the last dot
 * @param type the record type, for example {@code A} or {@code AAAA}
 * @param mode how the server treated it
 * @param tcp whether it came over TCP
 */
public record DnsQuery(String name, String type, DnsMode mode, boolean tcp) {

    public DnsQuery {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(mode);
    }
}
