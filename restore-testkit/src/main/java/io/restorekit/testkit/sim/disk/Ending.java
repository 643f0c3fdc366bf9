package io.restorekit.testkit.sim.disk;

import java.util.Optional;

/**
 * How a life on a {@link SimNode} ended.
 *
 * @param <T> what the code returns
 */
public sealed interface Ending<T> {

    /**
     * The code returned, and the power was on.
     *
     * @param value what it returned; empty for code that returns nothing
     */
    record Finished<T>(Optional<T> value) implements Ending<T> {}

    /**
     * The code threw, and the power was on.
     *
     * @param exception what it threw
     */
    record Threw<T>(Exception exception) implements Ending<T> {}

    /**
     * The power went, whatever the code made of it: it may have thrown, or gone on in memory and returned.
     *
     * @param at the operation in which it went; empty if that was between two
     */
    record PowerWent<T>(Optional<Operation> at) implements Ending<T> {}
}
