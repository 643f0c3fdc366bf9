package io.restorekit.s3;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JVM's resolver. Where the JVM remembers too much it says so once, at the first look-up. */
final class SystemResolver implements NameResolver {
    private static final Logger LOG = LoggerFactory.getLogger(SystemResolver.class);

    private final Function<String, Optional<String>> properties;
    private final AtomicBoolean used = new AtomicBoolean();

    SystemResolver() {
        this(name -> Optional.ofNullable(Security.getProperty(name)));
    }

    /** @param properties the JVM's security properties */
    SystemResolver(Function<String, Optional<String>> properties) {
        this.properties = properties;
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        if (used.compareAndSet(false, true)) {
            memory().concern().ifPresent(words -> LOG.warn("{}: {}", words, JvmMemory.ADVICE));
        }
        return List.of(InetAddress.getAllByName(host));
    }

    JvmMemory memory() {
        return JvmMemory.of(properties);
    }
}
