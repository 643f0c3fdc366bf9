package io.restorekit.testkit.sim;

import io.restorekit.testkit.sim.disk.DiskHook;
import io.restorekit.testkit.sim.disk.Operation;
import io.restorekit.testkit.sim.disk.Operation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What goes wrong with the simulated disk, and who watches it. */
final class DiskFaults implements DiskHook {
    private final Tally tally;
    private final List<Watcher> watchers = new ArrayList<>();
    private OptionalLong cutAt = OptionalLong.empty();
    private Answer cut = Answer.CUT_POWER_BEFORE;
    private boolean full;
    private boolean writeFails;
    private boolean forceFails;
    private int fatal;

    /** Sees each operation before it happens. */
    interface Watcher {
        void sees(Operation operation);
    }

    DiskFaults(Tally tally) {
        this.tally = tally;
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    @Override
    public Answer before(Operation operation) {
        watchers.forEach(watcher -> watcher.sees(operation));
        if (cutAt.isPresent()
                && operation.number() == cutAt.getAsLong()
                && operation.kind().changes()) {
            cutAt = OptionalLong.empty();
            tally.count("DiskFault." + cut + "." + operation.kind());
            return cut;
        }
        boolean volume = operation.path().equals(World.VOLUME_PATH);
        if (full && (operation.kind() == Kind.WRITE || operation.kind() == Kind.CREATE)) {
            return failed("full", operation);
        }
        if (writeFails && volume && operation.kind() == Kind.WRITE) {
            writeFails = false;
            fatal++;
            return failed("write", operation);
        }
        if (forceFails && operation.kind() == Kind.FORCE) {
            forceFails = false;
            fatal++;
            return failed("force", operation);
        }
        return Answer.GO_ON;
    }

    /** How many writes and forces have been made to fail: each may end a restore. */
    int fatal() {
        return fatal;
    }

    private Answer failed(String why, Operation operation) {
        tally.count("DiskFault." + why + "." + operation.kind());
        return Answer.FAIL;
    }

    @Override
    public boolean isFull() {
        return full;
    }

    void full(boolean now) {
        full = now;
    }

    void failNextWrite() {
        writeFails = true;
    }

    void failNextForce() {
        forceFails = true;
    }

    /** The power goes at the operation with this number. */
    void cutPowerAt(long number, Answer how) {
        cutAt = OptionalLong.of(number);
        cut = how;
    }

    void heal() {
        full = false;
        writeFails = false;
        forceFails = false;
        cutAt = OptionalLong.empty();
    }
}
