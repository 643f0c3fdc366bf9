package io.restorekit.testkit.fault;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Which of the things that pass are meant: those that fit, and of these some by their number or by chance. Immutable.
 *
 * <pre>{@code
 * When.that(S3Request.blocks()).after(10).every(3).times(5)   // blocks 13, 16, 19, 22 and 25
 * }</pre>
 *
 * <p>Things that fit are numbered from 1 as they come. Chance depends on the seed and that number alone, so the same
 * numbers are meant in each run; which thread brings which number is up to the test.
 *
 * @param fits called by several threads
 * @param skipped how many that fit are let pass first
 * @param step of those that follow each {@code step}-th is meant
 * @param most how many are meant in all
 * @param chance that one of these is really meant, 0 to 1; the others count for {@code step} and not for {@code most}
 * @param seed of the chance
 */
public record When<T>(Predicate<? super T> fits, long skipped, long step, long most, double chance, long seed) {

    public When {
        Objects.requireNonNull(fits);
        if (skipped < 0 || step < 1 || most < 1 || !(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException(
                    "after " + skipped + ", every " + step + ", " + most + " times, by a chance of " + chance);
        }
    }

    /** All that fit. */
    public static <T> When<T> that(Predicate<? super T> fits) {
        return new When<>(fits, 0, 1, Long.MAX_VALUE, 1, 0);
    }

    /** Of these, those that fit this too. */
    public When<T> and(Predicate<? super T> too) {
        Predicate<? super T> before = fits;
        return new When<>(thing -> before.test(thing) && too.test(thing), skipped, step, most, chance, seed);
    }

    /** Of these, those that come while a switch of the test is on; the others are not counted. */
    public When<T> during(BooleanSupplier on) {
        return and(thing -> on.getAsBoolean());
    }

    /** All but the first {@code number}. */
    public When<T> after(long number) {
        return new When<>(fits, number, step, most, chance, seed);
    }

    /** Each {@code number}-th. */
    public When<T> every(long number) {
        return new When<>(fits, skipped, number, most, chance, seed);
    }

    /**
     * Of these the {@code number}-th alone.
     *
     * @throws IllegalArgumentException if that is not at least 1
     */
    public When<T> nth(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("things are counted from 1, not " + number);
        }
        return after(skipped + number * step - 1).every(1).times(1);
    }

    /** At most so many. */
    public When<T> times(long number) {
        return new When<>(fits, skipped, step, number, chance, seed);
    }

    /** Each by this chance, decided by a seed. */
    public When<T> withChance(double probability, long by) {
        return new When<>(fits, skipped, step, most, probability, by);
    }

    /** Begins to count: says of each thing that passes whether it is meant. Thread-safe. */
    public Predicate<T> counting() {
        AtomicLong number = new AtomicLong();
        AtomicLong left = new AtomicLong(most);
        return thing -> fits.test(thing)
                && isMeant(number.incrementAndGet())
                && left.getAndUpdate(before -> Math.max(0, before - 1)) > 0;
    }

    private boolean isMeant(long number) {
        return number > skipped && (number - skipped) % step == 0 && drawn(number) < chance;
    }

    private double drawn(long number) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + number).nextDouble();
    }
}
