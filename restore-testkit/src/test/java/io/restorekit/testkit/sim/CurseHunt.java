package io.restorekit.testkit.sim;

import io.restorekit.testkit.sim.store.Trouble;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One object that cannot be had, in every way: all others must be restored meanwhile. */
public final class CurseHunt implements UnaryOperator<String> {
    /** Loaded and made through another class loader. */
    public CurseHunt() {}

    @Override
    public String apply(String invariant) {
        for (Trouble trouble : Trouble.OF_ONE_OBJECT) {
            Script script = new Script(3, Beginning.FULL);
            String cursed = script.anyBlock(1);
            script.befalls(cursed, trouble).restores(1).passes(Duration.ofMinutes(10));
            long left = script.bytesLeft();
            if (left > script.bytesOf(cursed, 1)) {
                return Invariant.REACHES_THE_GOAL + ": " + left + " bytes are left though only one block is " + trouble;
            }
        }
        return "";
    }
}
