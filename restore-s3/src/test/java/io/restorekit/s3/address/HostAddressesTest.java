package io.restorekit.s3.address;

import static io.restorekit.s3.Fixtures.CLOCK;
import static io.restorekit.s3.Fixtures.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.restorekit.target.Notes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Outages of DNS on a virtual clock: look-ups run when a test says so. */
class HostAddressesTest {
    private static final String HOST = "s3.example.com";
    private static final InetAddress A = address("192.0.2.1");
    private static final InetAddress B = address("192.0.2.2");
    private static final InetAddress C = address("2001:db8::3");

    private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final Notes notes = Notes.inMemory();
    private final AtomicInteger lookups = new AtomicInteger();
    private List<InetAddress> dns = List.of(A);

    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private Executor executor = Runnable::run;
    private HostAddresses addresses = newProcess();

    @Test
    void freshAddressesAreConfirmed() throws Exception {
        dns = List.of(A, B);

        assertThat(addresses.routes()).extracting(Route::address).containsExactly(A, B);
        assertThat(addresses.routes()).allMatch(Route::confirmed);
        assertThat(addresses.notice()).isEmpty();
        assertThat(lookups).hasValue(1);
    }

    @Test
    void anOutageIsSurvivedInMemory() throws Exception {
        prove();
        outage(Duration.ofHours(5));

        assertThat(addresses.routes()).singleElement().isEqualTo(unconfirmed(A));
        assertThat(addresses.notice())
                .contains("DNS unavailable for s3.example.com, using addresses of 2026-11-23T12:03:00Z");
    }

    @Test
    void anOutageIsSurvivedByANewProcess() throws Exception {
        dns = List.of(C);
        prove();
        outage(Duration.ZERO);
        addresses = newProcess();

        assertThat(addresses.routes()).singleElement().isEqualTo(unconfirmed(C));
        assertThat(addresses.notice()).isPresent();
    }

    @Test
    void theEndOfAnOutageIsSeenWithinAPause() throws Exception {
        prove();
        outage(Duration.ofHours(5));
        addresses.routes();
        dns = List.of(B);
        forward(Duration.ofMillis(1001));

        assertThat(addresses.routes()).containsExactly(confirmed(B), unconfirmed(A));
        assertThat(addresses.notice()).isEmpty();
    }

    @Test
    void failedLookupsArePaced() throws Exception {
        prove();
        outage(Duration.ofHours(5));
        int before = lookups.get();
        for (int i = 0; i < 100; i++) {
            addresses.routes();
            forward(Duration.ofMillis(1));
        }

        assertThat(lookups.get() - before).isEqualTo(1);
    }

    @Test
    void aLookupThatHangsIsStartedOnceAndWaitedForOnce() throws Exception {
        prove();
        forward(Duration.ofMinutes(1));
        executor = held::add;
        assertThat(addresses.routes()).containsExactly(unconfirmed(A));
        forward(HostAddresses.PATIENCE);

        for (int i = 0; i < 1000; i++) {
            assertThat(addresses.routes()).containsExactly(unconfirmed(A));
        }

        assertThat(held).as("1000 calls in far less than 1000 times 300 ms").hasSize(1);
    }

    /** A call that waits is ended by an interrupt; one that does not overlooks it. */
    @Test
    void inAnOutageThatIsKnownNobodyWaitsForTheNextLookup() throws Exception {
        prove();
        forward(Duration.ofMinutes(1));
        executor = held::add;
        addresses.routes();
        dns = List.of();
        held.remove().run();
        forward(Duration.ofSeconds(2));

        Thread.currentThread().interrupt();
        List<Route> routes = addresses.routes();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(routes).containsExactly(unconfirmed(A));
        assertThat(held).as("the next look-up is under way").hasSize(1);
    }

    @Test
    void aSlowAnswerIsTakenWhenItComes() throws Exception {
        prove();
        forward(Duration.ofMinutes(1));
        executor = held::add;
        assertThat(addresses.routes()).containsExactly(unconfirmed(A));
        assertThat(addresses.notice()).isPresent();

        held.remove().run();

        assertThat(addresses.notice()).isEmpty();
        assertThat(addresses.routes()).containsExactly(confirmed(A));
    }

    @Test
    void anAnswerIsRenewedBeforeItExpires() throws Exception {
        prove();
        executor = held::add;
        forward(Duration.ofSeconds(16));

        assertThat(addresses.routes()).containsExactly(confirmed(A));
        assertThat(held).hasSize(1);
        held.remove().run();
        forward(Duration.ofSeconds(20));
        assertThat(addresses.routes()).containsExactly(confirmed(A));
    }

    @Test
    void aHostThatNeverResolvedIsSaidToBeSo() {
        outage(Duration.ZERO);

        assertThatThrownBy(addresses::routes).isInstanceOf(UnresolvedException.class);
        assertThat(addresses.notice()).isEmpty();
    }

    @Test
    void aHostThatNeverResolvedIsTriedAtEachCall() throws Exception {
        outage(Duration.ZERO);
        assertThatThrownBy(addresses::routes).isInstanceOf(UnknownHostException.class);
        dns = List.of(A);

        assertThat(addresses.routes()).containsExactly(confirmed(A));
    }

    @Test
    void aFirstLookupIsWaitedFor() throws Exception {
        executor = held::add;
        addresses = newProcess(Duration.ofSeconds(30));
        CompletableFuture<List<Route>> routes = CompletableFuture.supplyAsync(() -> routes(addresses));
        await().until(() -> held.size() == 1);

        held.remove().run();

        assertThat(routes).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(List.of(confirmed(A)));
    }

    @Test
    void noFreeThreadForLookupsIsAnOutage() throws Exception {
        prove();
        forward(Duration.ofMinutes(1));
        executor = lookup -> {
            throw new RejectedExecutionException("full");
        };

        assertThat(addresses.routes()).containsExactly(unconfirmed(A));
    }

    @Test
    void aLookupThatFoundNoThreadIsNotTheLast() throws Exception {
        executor = lookup -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        assertThatThrownBy(addresses::routes).isInstanceOf(UnknownHostException.class);
        executor = Runnable::run;

        assertThat(addresses.routes()).containsExactly(confirmed(A));
    }

    @Test
    void anInterruptEndsTheWait() {
        executor = held::add;
        Thread.currentThread().interrupt();

        assertThatThrownBy(addresses::routes).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatDnsSaidButNothingProvedOutlivesNoProcess() throws Exception {
        addresses.routes();
        outage(Duration.ofMinutes(1));
        assertThat(addresses.routes()).as("in this process it may be tried").containsExactly(unconfirmed(A));

        addresses = newProcess();

        assertThatThrownBy(addresses::routes).isInstanceOf(UnresolvedException.class);
    }

    @Test
    void aFreshAddressReplacesAnOldOneOnlyOnceItIsProved() throws Exception {
        prove();
        dns = List.of(B);
        forward(Duration.ofMinutes(1));
        Route fresh = addresses.routes().get(0);
        outage(Duration.ofMinutes(1));
        assertThat(newProcess().routes()).extracting(Route::address).containsExactly(A);

        fresh.proved();

        assertThat(newProcess().routes()).extracting(Route::address).containsExactly(B, A);
    }

    @Test
    void anAddressThatFailedGoesToTheEnd() throws Exception {
        dns = List.of(A, B, C);
        addresses.routes().get(0).failed();
        assertThat(addresses.routes()).extracting(Route::address).containsExactly(B, C, A);
        addresses.routes().get(0).failed();
        assertThat(addresses.routes()).extracting(Route::address).containsExactly(C, A, B);

        addresses.routes().get(2).proved();

        assertThat(addresses.routes()).extracting(Route::address).containsExactly(B, C, A);
    }

    @Test
    void aFreshAddressThatFailedWaitsBehindTheOldOnes() throws Exception {
        prove();
        dns = List.of(B);
        forward(Duration.ofMinutes(1));
        Route fresh = addresses.routes().get(0);
        fresh.failed();
        assertThat(addresses.routes()).containsExactly(unconfirmed(A), confirmed(B));

        fresh.proved();
        fresh.failed();
        assertThat(addresses.routes()).as("it has proved itself before").containsExactly(confirmed(B), unconfirmed(A));
    }

    /** Each call that tried it first would wait for it as long as a connection may take. */
    @Test
    void aDeadAddressThatDnsStillNamesIsTriedLastAndByOneCallAtTimes() throws Exception {
        prove();
        dns = List.of(B);
        forward(Duration.ofMinutes(1));
        addresses.routes().get(0).proved();
        addresses.routes().get(0).dead();
        forward(Duration.ofSeconds(14));
        assertThat(addresses.routes()).containsExactly(unconfirmed(A), confirmed(B));

        forward(Duration.ofSeconds(1));
        assertThat(addresses.routes()).as("one call tries it").containsExactly(confirmed(B), unconfirmed(A));
        assertThat(addresses.routes()).as("the others do not").containsExactly(unconfirmed(A), confirmed(B));

        confirmed(B).answered();
        assertThat(addresses.routes()).as("it is back").containsExactly(confirmed(B), unconfirmed(A));
    }

    @Test
    void anAnswerClearsAnAddressOnlyWhileDnsNamesIt() throws Exception {
        dns = List.of(A, B);
        addresses.routes().get(0).dead();
        unconfirmed(A).answered();
        assertThat(addresses.routes()).containsExactly(confirmed(B), confirmed(A));

        confirmed(A).answered();
        assertThat(addresses.routes()).containsExactly(confirmed(A), confirmed(B));
    }

    @Test
    void anAnswerAloneIsNotRemembered() throws Exception {
        addresses.routes().get(0).answered();
        outage(Duration.ofMinutes(1));

        assertThatThrownBy(newProcess()::routes).isInstanceOf(UnresolvedException.class);
    }

    @Test
    void everyAddressHasItsTurn() throws Exception {
        List<InetAddress> many = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            many.add(address("192.0.2." + i));
        }
        dns = many;
        List<InetAddress> tried = new ArrayList<>();
        for (int call = 0; call < 4; call++) {
            addresses.routes().forEach(route -> {
                tried.add(route.address());
                route.failed();
            });
        }

        assertThat(tried).containsExactlyElementsOf(many);
    }

    private void prove() throws Exception {
        addresses.routes().get(0).proved();
    }

    private void outage(Duration past) {
        dns = List.of();
        forward(past);
    }

    private void forward(Duration time) {
        ticks.addAndGet(time.toNanos());
    }

    private HostAddresses newProcess() {
        return newProcess(Duration.ofMillis(50));
    }

    private HostAddresses newProcess(Duration firstWait) {
        NameLookup lookup = new NameLookup(HOST, this::resolve, task -> executor.execute(task), ticks::get);
        return new HostAddresses(HOST, lookup, new AddressNotes(notes, HOST), CLOCK, ticks::get, firstWait);
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        assertThat(host).isEqualTo(HOST);
        if (dns.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return dns;
    }

    private static List<Route> routes(HostAddresses addresses) {
        try {
            return addresses.routes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Route confirmed(InetAddress address) {
        return new Route(address, true, addresses);
    }

    private Route unconfirmed(InetAddress address) {
        return new Route(address, false, addresses);
    }
}
