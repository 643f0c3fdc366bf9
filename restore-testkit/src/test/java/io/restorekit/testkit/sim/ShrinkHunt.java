package io.restorekit.testkit.sim;

import java.util.function.UnaryOperator;

/** A campaign until its first finding, shrunk. */
public final class ShrinkHunt implements UnaryOperator<String> {
    /** Loaded and made through another class loader. */
    public ShrinkHunt() {}

    @Override
    public String apply(String invariant) {
        return new Campaign(1).run(100, 1).findings().get(0).toString();
    }
}
