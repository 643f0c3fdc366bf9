package io.restorekit.s3.address;

import static io.restorekit.s3.Fixtures.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which address a call tries first. */
class AddressOrderTest extends AddressCases {
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
    void aDeadAddressThatDnsStillNamesStandsBehindOneThatServesAndIsTriedByOneCallAtTimes() throws Exception {
        prove();
        dns = List.of(B);
        forward(Duration.ofMinutes(1));
        addresses.routes().get(0).proved();
        addresses.routes().get(0).dead();
        addresses.routes().get(1).proved();
        forward(Duration.ofSeconds(14));
        assertThat(addresses.routes()).containsExactly(unconfirmed(A), confirmed(B));

        forward(Duration.ofSeconds(1));
        assertThat(addresses.routes()).as("one call tries it").containsExactly(confirmed(B), unconfirmed(A));
        assertThat(addresses.routes()).as("the others do not").containsExactly(unconfirmed(A), confirmed(B));

        confirmed(B).answered();
        assertThat(addresses.routes()).as("it is back").containsExactly(confirmed(B), unconfirmed(A));
    }

    /** A store that is started anew refuses connections for a moment, and whoever else is remembered proves nothing. */
    @Test
    void aRefusalParksNotTheOnlyAddressThatDnsNamesBehindStrangers() throws Exception {
        remember(B, C, D, E);
        moveTo(A);
        confirmed(A).proved();
        for (int call = 0; call < 5; call++) {
            List<Route> routes = addresses.routes();
            assertThat(routes).hasSize(3).startsWith(confirmed(A));

            routes.get(0).dead();
            routes.get(1).failed();
        }
    }

    @Test
    void oneOfThoseThatAreTriedIsNamedByDnsHoweverDoubtful() throws Exception {
        remember(B, C, D, E);
        moveTo(A);

        confirmed(A).failed();

        assertThat(addresses.routes()).containsExactly(unconfirmed(E), unconfirmed(D), confirmed(A));
    }

    @Test
    void oneOfThoseThatAreTriedIsRememberedHoweverManyDnsNames() throws Exception {
        remember(A);
        moveTo(B, C, D, E);

        assertThat(addresses.routes()).containsExactly(confirmed(B), confirmed(C), unconfirmed(A));
    }

    @Test
    void aDoubtIsRenewedOnlyOfWhatIsTried() throws Exception {
        dns = List.of(A, B, C, D);
        addresses.routes();
        dns.forEach(address -> confirmed(address).failed());
        forward(Duration.ofSeconds(15));

        assertThat(addresses.routes()).containsExactly(confirmed(A), confirmed(B), confirmed(C));
        assertThat(addresses.routes()).containsExactly(confirmed(D), confirmed(A), confirmed(B));
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

    private void remember(InetAddress... good) throws Exception {
        moveTo(good);
        List.of(good).forEach(address -> confirmed(address).proved());
    }

    private void moveTo(InetAddress... named) throws Exception {
        dns = List.of(named);
        forward(Duration.ofMinutes(1));
        addresses.routes();
    }
}
