package io.restorekit.s3;

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
final class AddressBook {
    private final TargetContext context;
    private final NameResolver resolver;
    private final LongSupplier ticks;
    private final Duration firstWait;
    private final Map<String, HostAddresses> hosts = new ConcurrentHashMap<>();

    AddressBook(TargetContext context, NameResolver resolver, LongSupplier ticks, Duration firstWait) {
        this.context = context;
        this.resolver = resolver;
        this.ticks = ticks;
        this.firstWait = firstWait;
    }

    /** The addresses to try for a host, which may be an address itself; at least one. */
    List<Route> routes(String host) throws IOException {
        var literal = IpLiteral.parse(host.replaceAll("^\\[|]$", ""));
        if (literal.isPresent()) {
            return List.of(Route.literal(literal.get()));
        }
        return hosts.computeIfAbsent(host, this::addresses).routes();
    }

    Optional<String> notice() {
        String all = hosts.values().stream()
                .flatMap(host -> host.notice().stream())
                .sorted()
                .collect(Collectors.joining("; "));
        return Optional.of(all).filter(text -> !text.isEmpty());
    }

    private HostAddresses addresses(String host) {
        NameLookup lookup = new NameLookup(host, resolver, context.lookups(), ticks);
        AddressNotes notes = new AddressNotes(context.notes(), host);
        return new HostAddresses(host, lookup, notes, context.clock(), ticks, firstWait);
    }
}
