package io.restorekit.s3.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** DNS gives no answer, or none in time. */
class DnsOutageTest extends AddressCases {
    @Test
    void anOutageIsSurvivedInMemory() throws Exception {
        prove();
        outage(Duration.ofHours(5));

        assertThat(addresses.routes()).singleElement().isEqualTo(unconfirmed(A));
        assertThat(addresses.notice())
                .contains("DNS unavailable for s3.example.com, using addresses of 2026-11-23T12:03:00Z");
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
    void inAnOutageThatIsKnownOnlyTheCallThatBeginsALookUpWaitsForIt() throws Exception {
        prove();
        forward(Duration.ofMinutes(1));
        executor = held::add;
        addresses.routes();
        dns = List.of();
        held.remove().run();
        forward(Duration.ofSeconds(2));

        Thread.currentThread().interrupt();
        assertThatThrownBy(addresses::routes).isInstanceOf(InterruptedIOException.class);
        List<Route> routes = addresses.routes();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(routes).containsExactly(unconfirmed(A));
        assertThat(held).as("the look-up is under way").hasSize(1);
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
    void noFreeThreadForLookupsIsAnOutage() throws Exception {
        prove();
        forward(Duration.ofMinutes(1));
        executor = lookup -> {
            throw new RejectedExecutionException("full");
        };

        assertThat(addresses.routes()).containsExactly(unconfirmed(A));
    }

    /** As by a resolver of somebody's own that never gives up. */
    @Test
    void besideALookupThatHangsAnotherIsBegunAndNoThird() throws Exception {
        prove();
        forward(Duration.ofMinutes(1));
        executor = held::add;
        for (int minute = 0; minute < 10; minute++) {
            addresses.routes();
            forward(NameLookup.HUNG.minusNanos(1));
            addresses.routes();
            assertThat(held).hasSize(Math.min(2, minute + 1));
            forward(Duration.ofNanos(1));
        }
        assertThat(addresses.notice().orElseThrow())
                .startsWith("DNS unavailable for s3.example.com")
                .endsWith("; look-ups of s3.example.com that have not come back for a minute: 2 of 2 that may");

        Runnable first = held.remove();
        held.remove().run();
        assertThat(addresses.routes()).containsExactly(confirmed(A));
        assertThat(addresses.notice())
                .hasValueSatisfying(notice -> assertThat(notice)
                        .isEqualTo("look-ups of s3.example.com that have not come back for a minute: 1 of 2 that may"));

        dns = List.of(B);
        first.run();
        assertThat(addresses.notice()).isEmpty();
        assertThat(addresses.routes()).as("the later question counts").containsExactly(confirmed(A));
    }
}
