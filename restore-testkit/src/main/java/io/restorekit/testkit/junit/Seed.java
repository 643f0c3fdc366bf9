package io.restorekit.testkit.junit;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Where a test's chance comes from: another seed in each run, or the one of {@code -Drestorekit.seed}. A test that fails
 * tells it.
 *
 * @param value decides everything
 */
public record Seed(long value) {
    static final String PROPERTY = "restorekit.seed";

    static Seed next() {
        String given = System.getProperty(PROPERTY);
        return given == null ? new Seed(new SplittableRandom().nextLong()) : of(given);
    }

    /** What is no number is an error: another seed would not repeat the test. */
    static Seed of(String given) {
        try {
            return new Seed(Long.parseLong(given));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("-D" + PROPERTY + "=" + given + " is no whole number", e);
        }
    }

    /** A generator that begins anew at each call. */
    public RandomGenerator random() {
        return new SplittableRandom(value);
    }

    /** How to repeat the test. */
    @Override
    public String toString() {
        return "-D" + PROPERTY + "=" + value;
    }
}
