package io.restorekit.s3.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What DNS says while it answers, and what the first look-ups of a host are waited for. */
class HostAddressesTest extends AddressCases {
    @Test
    void freshAddressesAreConfirmed() throws Exception {
        dns = List.of(A, B);

        assertThat(addresses.routes()).extracting(Route::address).containsExactly(A, B);
        assertThat(addresses.routes()).allMatch(Route::confirmed);
        assertThat(addresses.notice()).isEmpty();
        assertThat(lookups).hasValue(1);
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
    void aFirstLookupIsWaitedFor() throws Exception {
        executor = held::add;
        addresses = newProcess(Duration.ofSeconds(30));
        CompletableFuture<List<Route>> routes = CompletableFuture.supplyAsync(() -> routes(addresses));
        await().until(() -> held.size() == 1);

        held.remove().run();

        assertThat(routes).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(List.of(confirmed(A)));
    }

    @Test
    void anInterruptEndsTheWait() {
        executor = held::add;
        Thread.currentThread().interrupt();

        assertThatThrownBy(addresses::routes).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
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
    void aLookupThatFoundNoThreadIsNotTheLast() throws Exception {
        executor = lookup -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        assertThatThrownBy(addresses::routes).isInstanceOf(UnknownHostException.class);
        executor = Runnable::run;

        assertThat(addresses.routes()).containsExactly(confirmed(A));
    }

    private static List<Route> routes(HostAddresses addresses) {
        try {
            return addresses.routes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
