package io.restorekit.s3.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.s3.Fixtures;
import io.restorekit.s3.address.Route;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoubtTest implements Route.Observer {
    private static final Set<Cause> OF_THE_ADDRESS = EnumSet.of(Cause.CONNECTION_FAILED, Cause.TIMED_OUT, Cause.OTHER);

    private int failed;

    /** A stranger could say that it is busy for ever. */
    @ParameterizedTest
    @EnumSource
    void overAnUnconfirmedAddressAllButOurOwnFaultIsTheAddresss(Cause cause) {
        Unavailable failure = new Unavailable(cause, "words", null);

        assertThat(weigh(failure, false)).isSameAs(failure);
        assertThat(failed).isEqualTo(cause == Cause.LOCAL ? 0 : 1);
    }

    /** A store that is busy is the store. */
    @ParameterizedTest
    @EnumSource
    void overAConfirmedAddressOnlyWhatConnectsBadlyIs(Cause cause) {
        weigh(new Unavailable(cause, "words", null), true);

        assertThat(failed).isEqualTo(OF_THE_ADDRESS.contains(cause) ? 1 : 0);
    }

    @Test
    void absenceAndRefusalAreBelievedOfAConfirmedAddressAlone() {
        for (TargetException failure : Set.of(new Missing("words", null), new Refused("words", null))) {
            assertThat(weigh(failure, true)).isSameAs(failure);
            assertThat(failed).isZero();
            assertThat(weigh(failure, false)).isInstanceOf(Unavailable.class);
            assertThat(failed).isEqualTo(1);
            failed = 0;
        }
    }

    @Test
    void whatNeverCameToDialIsNobodysFault() {
        Unavailable failure = new Unavailable(Cause.OTHER, "no credentials", null);

        assertThat(Doubt.weigh(failure, Optional.empty())).isSameAs(failure);
    }

    private TargetException weigh(TargetException failure, boolean confirmed) {
        return Doubt.weigh(failure, Optional.of(new Route(Fixtures.address("192.0.2.1"), confirmed, this)));
    }

    @Override
    public void failed(Route route) {
        failed++;
    }

    @Override
    public void answered(Route route) {
        throw new AssertionError("a failure is no answer");
    }

    @Override
    public void proved(Route route) {
        throw new AssertionError("a failure proves nothing");
    }

    @Override
    public void dead(Route route) {
        throw new AssertionError("it did connect");
    }
}
