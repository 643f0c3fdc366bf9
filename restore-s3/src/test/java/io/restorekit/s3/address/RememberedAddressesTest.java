package io.restorekit.s3.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What outlives a process. */
class RememberedAddressesTest extends AddressCases {
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
    void anAnswerAloneIsNotRemembered() throws Exception {
        addresses.routes().get(0).answered();
        outage(Duration.ofMinutes(1));

        assertThatThrownBy(newProcess()::routes).isInstanceOf(UnresolvedException.class);
    }

    @Test
    void aNoteThatCouldNotBeWrittenIsTriedAgainSoon() throws Exception {
        notes.breakFor(2);
        prove();
        prove();
        assertThat(notes.writes()).isEqualTo(1);
        forward(ProvedAddresses.AGAIN);
        prove();
        forward(ProvedAddresses.AGAIN.minusNanos(1));
        prove();
        assertThat(notes.writes()).isEqualTo(2);

        forward(Duration.ofNanos(1));
        prove();
        forward(ProvedAddresses.AGAIN);
        prove();

        assertThat(notes.writes()).isEqualTo(3);
        outage(Duration.ZERO);
        assertThat(newProcess().routes()).extracting(Route::address).containsExactly(A);
    }
}
