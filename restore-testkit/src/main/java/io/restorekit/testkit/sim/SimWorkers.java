package io.restorekit.testkit.sim;

import io.restorekit.engine.Workers;
import io.restorekit.testkit.sim.store.Fate;
import io.restorekit.testkit.sim.store.SimTarget;
import java.util.random.RandomGenerator;

/**
 * The threads of one restore, without threads: a call to the backup target and work on the volume run at one virtual
 * instant, chosen at random, and their answers arrive at a later one.
 */
final class SimWorkers implements Workers {
    /** The widest window of a simulated restore. */
    static final int MOST_CONCURRENT = 5;

    /** The window, and the lock's next step. */
    static final int MOST_CALLS = MOST_CONCURRENT + 1;

    private static final long MILLISECOND = 1_000_000;

    private final Process process;
    private final SimTarget target;
    private final RandomGenerator random;
    private Runnable last = () -> {};
    private boolean ending;
    private boolean working;
    private int local;
    private int inFlight;
    private int lost;
    private boolean rude;

    SimWorkers(Process process, SimTarget target, RandomGenerator random) {
        this.process = process;
        this.target = target;
        this.random = random;
    }

    @Override
    public Call remote(Runnable work) {
        rude |= process.now() < target.leftAloneUntil();
        return new SimCall(work, target.fate());
    }

    @Override
    public void local(Runnable work) {
        local++;
        process.after(pause(), () -> {
            inside(work);
            local--;
            endIfIdle();
        });
    }

    @Override
    public void step(Runnable step) {
        if (!ending) {
            process.after(working ? pause() : 0, step);
        }
    }

    @Override
    public int lost() {
        return lost;
    }

    @Override
    public void end(Runnable whenIdle) {
        ending = true;
        last = whenIdle;
        endIfIdle();
    }

    /** Whether work on the volume or the checkpoint is under way. */
    boolean areAtWork() {
        return local > 0;
    }

    /** Calls under way that nobody has given up. */
    int inFlight() {
        return inFlight;
    }

    /** Whether a call was begun though the backup target had asked to be left alone. */
    boolean areRude() {
        return rude;
    }

    private void endIfIdle() {
        if (ending && local == 0) {
            process.after(0, last);
            last = () -> {};
        }
    }

    private void inside(Runnable work) {
        working = true;
        work.run();
        working = false;
    }

    /** Mostly a disk's pace; now and then something else had the disk or the processor. */
    private long pause() {
        return random.nextInt(50) == 0
                ? random.nextLong(2_000 * MILLISECOND)
                : random.nextLong(MILLISECOND / 10, 10 * MILLISECOND);
    }

    private final class SimCall implements Call {
        private final Runnable work;
        private final boolean heedsAbort;
        private boolean abandoned;
        private boolean back;

        SimCall(Runnable work, Fate fate) {
            this.work = work;
            this.heedsAbort = fate.heedsAbort();
            inFlight++;
            process.after(fate.nanos(), () -> comeBack(fate));
        }

        @Override
        public void abandon(Runnable ending) {
            if (back || abandoned) {
                return;
            }
            abandoned = true;
            inFlight--;
            lost++;
            ending.run();
            if (heedsAbort) {
                process.after(pause(), () -> comeBack(Fate.GIVEN_UP));
            }
        }

        private void comeBack(Fate fate) {
            if (back) {
                return;
            }
            back = true;
            if (abandoned) {
                lost--;
                target.comesLate();
                target.during(fate, () -> inside(work));
            } else {
                inFlight--;
                target.duringHeard(fate, () -> inside(work));
            }
        }
    }
}
