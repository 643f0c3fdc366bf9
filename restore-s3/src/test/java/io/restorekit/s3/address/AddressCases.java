package io.restorekit.s3.address;

import static io.restorekit.s3.Fixtures.CLOCK;
import static io.restorekit.s3.Fixtures.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A host on a virtual clock: look-ups run when a test says so. */
abstract class AddressCases {
    private static final String HOST = "s3.example.com";
    static final InetAddress A = address("192.0.2.1");
    static final InetAddress B = address("192.0.2.2");
    static final InetAddress C = address("2001:db8::3");
    static final InetAddress D = address("192.0.2.4");
    static final InetAddress E = address("192.0.2.5");

    private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    final BreakableNotes notes = new BreakableNotes();
    final AtomicInteger lookups = new AtomicInteger();
    List<InetAddress> dns = List.of(A);

    final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    Executor executor = Runnable::run;
    HostAddresses addresses = newProcess();

    void prove() throws Exception {
        addresses.routes().get(0).proved();
    }

    void outage(Duration past) {
        dns = List.of();
        forward(past);
    }

    void forward(Duration time) {
        ticks.addAndGet(time.toNanos());
    }

    HostAddresses newProcess() {
        return newProcess(Duration.ofMillis(50));
    }

    HostAddresses newProcess(Duration firstWait) {
        NameLookup lookup = new NameLookup(HOST, this::resolve, task -> executor.execute(task), ticks::get);
        ProvedAddresses proved = new ProvedAddresses(new AddressNotes(notes, HOST), CLOCK, ticks::get);
        return new HostAddresses(HOST, lookup, proved, ticks::get, firstWait);
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        assertThat(host).isEqualTo(HOST);
        if (dns.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return dns;
    }

    Route confirmed(InetAddress address) {
        return new Route(address, true, addresses);
    }

    Route unconfirmed(InetAddress address) {
        return new Route(address, false, addresses);
    }
}
