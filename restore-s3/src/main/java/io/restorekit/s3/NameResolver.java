package io.restorekit.s3;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Resolves host names. May block; it is called on a look-up thread, once at a time for each name, and once more beside a
 * call that has not come back for a minute.
 *
 * <p>The JVM's own resolver keeps an answer for 30 s and a failure for 10 s (security properties
 * {@code networkaddress.cache.ttl} and {@code networkaddress.cache.negative.ttl}): after an outage of DNS it can say
 * "unknown" for 10 s more. A resolver given here has whatever memory it wants.
 */
@FunctionalInterface
public interface NameResolver {

    /** At least one address; the order is that of preference. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The one name server that it asks, where it asks one and can tell: the preflight asks it apart. */
    default Optional<InetSocketAddress> nameserver() {
        return Optional.empty();
    }

    /** The JVM's resolver. */
    static NameResolver system() {
        return new SystemResolver();
    }
}
