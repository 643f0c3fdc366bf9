package io.restorekit.s3.address;

import io.restorekit.target.TargetContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The addresses of every host that one backup target talks to. Thread-safe. */
public final class AddressBook {
    private final TargetContext context;
    private final NameLookup.Source resolver;
    private final LongSupplier ticks;
    private final Duration firstWait;
    private final Map<String, HostAddresses> hosts = new ConcurrentHashMap<>();

    /**
     * @param ticks monotonic nanoseconds
     * @param firstWait how long a call waits for DNS when there is nothing to fall back on
     */
    public AddressBook(TargetContext context, NameLookup.Source resolver, LongSupplier ticks, Duration firstWait) {
        this.context = context;
        this.resolver = resolver;
        this.ticks = ticks;
        this.firstWait = firstWait;
    }

    /** The addresses to try for a host, which may be an address itself; at least one. */
    public List<Route> routes(String host) throws IOException {
        var literal = IpLiteral.parse(host.replaceAll("^\\[|]$", ""));
        if (literal.isPresent()) {
            return List.of(Route.literal(literal.get()));
        }
        return hosts.computeIfAbsent(host, this::addresses).routes();
    }

    public Optional<String> notice() {
        String all = hosts.values().stream()
                .flatMap(host -> host.notice().stream())
                .sorted()
                .collect(Collectors.joining("; "));
        return Optional.of(all).filter(text -> !text.isEmpty());
    }

    private HostAddresses addresses(String host) {
        NameLookup lookup = new NameLookup(host, resolver, context.lookups(), ticks);
        ProvedAddresses proved = new ProvedAddresses(new AddressNotes(context.notes(), host), context.clock(), ticks);
        return new HostAddresses(host, lookup, proved, ticks, firstWait);
    }
}
