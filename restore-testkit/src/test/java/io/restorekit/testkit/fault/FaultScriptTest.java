package io.restorekit.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultScriptTest {
    private final FaultScript<Integer, String> script = new FaultScript<>();

    @Test
    void theFirstRuleThatHasAFaultDecidesAndTheNextDoesNotCount() {
        FaultRule first = script.on(When.<Integer>that(number -> number < 3).times(1), "first");
        FaultRule second = script.on(When.<Integer>that(number -> true).nth(2), "second");

        assertThat(script.next(1)).hasValue("first");
        assertThat(script.next(2)).isEmpty();
        assertThat(script.next(3)).hasValue("second");
        assertThat(first.fired()).isEqualTo(1);
        assertThat(second.fired()).isEqualTo(1);
        assertThat(script.fired()).isEqualTo(2);
    }

    @Test
    void aRuleThatIsRemovedDoesNothingAndIsNotMissed() {
        FaultRule rule = script.decide(number -> Optional.of("always"));
        script.on(When.that(number -> false), "never");

        assertThat(script.unfired()).containsExactly("a function", "never");
        assertThat(script.next(1)).hasValue("always");
        rule.remove();

        assertThat(script.next(2)).isEmpty();
        assertThat(rule.fired()).isEqualTo(1);
        assertThat(script.unfired()).containsExactly("never");
        script.clear();
        assertThat(script.unfired()).isEmpty();
        assertThat(script.fired()).isEqualTo(1);
    }

    /** On whatever thread it was: the test sees it where it looks at what has not fired. */
    @Test
    void aFunctionThatThrowsDoesNothingAndIsTold() {
        script.decide(number -> {
            assertThat(number).isLessThan(2);
            return Optional.of("small");
        });

        assertThat(script.next(1)).hasValue("small");
        assertThat(script.unfired()).isEmpty();
        assertThat(script.next(2)).isEmpty();
        assertThat(script.unfired()).singleElement().asString().contains("a function threw", "less than");
    }

    @Test
    void whatHasNotHappenedDoesNotCount() {
        script.on(When.that(number -> true), "fault");

        FaultScript.Fate<String> fate = script.fateOf(1).orElseThrow();
        assertThat(script.fired()).isZero();
        fate.happens().run();
        assertThat(script.fired()).isEqualTo(1);
    }
}
