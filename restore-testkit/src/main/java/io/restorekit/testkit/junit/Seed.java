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
        Long given = Long.getLong(PROPERTY);
        return new Seed(given == null ? new SplittableRandom().nextLong() : given);
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
