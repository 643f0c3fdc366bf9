package io.restorekit.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhenTest {
    private static final When<Integer> EVEN = When.that(number -> number % 2 == 0);

    @Test
    void allThatFitAreMeant() {
        assertThat(meant(EVEN, 10)).containsExactly(2, 4, 6, 8, 10);
    }

    @Test
    void theFirstOnesPass() {
        assertThat(meant(EVEN.after(3), 10)).containsExactly(8, 10);
    }

    @Test
    void eachKthIsMeantAfterThose() {
        assertThat(meant(EVEN.after(1).every(3), 30)).containsExactly(8, 14, 20, 26);
    }

    @Test
    void noMoreThanToldAreMeant() {
        assertThat(meant(EVEN.after(1).every(3).times(2), 30)).containsExactly(8, 14);
        assertThat(meant(EVEN.nth(2), 30)).containsExactly(4);
        assertThat(meant(EVEN.after(3).nth(2), 30)).containsExactly(10);
        assertThat(meant(EVEN.every(2).nth(3), 30)).containsExactly(12);
    }

    @Test
    void whatComesWhileTheSwitchIsOffIsNotCounted() {
        AtomicBoolean on = new AtomicBoolean();
        Predicate<Integer> meant = EVEN.during(on::get).nth(2).counting();

        assertThat(meant.test(2)).isFalse();
        assertThat(meant.test(4)).isFalse();
        on.set(true);
        assertThat(meant.test(6)).isFalse();
        assertThat(meant.test(8)).isTrue();
    }

    @Test
    void chanceIsTheSameForTheSameSeedAndHasItsProbability() {
        List<Integer> some = meant(EVEN.withChance(0.25, 7), 20_000);

        assertThat(meant(EVEN.withChance(0.25, 7), 20_000)).isEqualTo(some);
        assertThat(meant(EVEN.withChance(0.25, 8), 20_000)).isNotEqualTo(some);
        assertThat(some).hasSizeBetween(2_300, 2_700);
        assertThat(meant(EVEN.withChance(0, 7), 1_000)).isEmpty();
        assertThat(meant(EVEN.withChance(1, 7), 4)).containsExactly(2, 4);
    }

    @Test
    void eachCountBeginsAnew() {
        When<Integer> first = EVEN.nth(1);

        assertThat(meant(first, 10)).containsExactly(2);
        assertThat(meant(first, 10)).containsExactly(2);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> EVEN.every(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EVEN.nth(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EVEN.withChance(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Integer> meant(When<Integer> when, int most) {
        Predicate<Integer> meant = when.counting();
        return IntStream.rangeClosed(1, most)
                .boxed()
                .filter(number -> meant.test(number))
                .toList();
    }
}
