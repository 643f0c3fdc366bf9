package io.restorekit.testkit.time;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A thread whose code blocks in virtual time. It runs only while the queue of {@link VirtualTime} waits for it: of all
 * simulated threads and planned tasks one runs at a time, so that nothing depends on the machine.
 *
 * <p>The code may block in {@link VirtualTime#sleep} alone. Where it waits for another simulated thread in any other way,
 * neither can go on: that is noticed after {@value #PATIENCE_SECONDS} s of real time, and thrown at the queue.
 */
public final class SimulatedThread {
    private static final long PATIENCE_SECONDS = 60;

    /** Code that catches everything and tries again is left alone after so many tries, and never runs again. */
    private static final int MOST_DEATHS = 1_000;

    private final VirtualTime time;
    private final String name;
    private final Semaphore turn = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private final Thread thread;
    private volatile boolean over;
    private volatile boolean killed;
    private volatile Optional<Throwable> failure = Optional.empty();
    private boolean frozen;
    private boolean due;
    private int deaths;

    /** What it runs. */
    @FunctionalInterface
    public interface Code {
        void run() throws Exception;
    }

    private SimulatedThread(VirtualTime time, String name, Code code) {
        this.time = time;
        this.name = name;
        this.thread = new Thread(() -> live(code), "simulated-" + name);
        thread.setDaemon(true);
    }

    /** A thread that begins as soon as the queue is worked off. */
    public static SimulatedThread start(VirtualTime time, String name, Code code) {
        SimulatedThread started = new SimulatedThread(time, name, code);
        time.begins(started);
        time.after(0, started::begin);
        return started;
    }

    /** Whether its code has returned, has thrown, or was killed. */
    public boolean isOver() {
        return over;
    }

    /** What its code threw; empty for one that was killed. */
    public Optional<Throwable> failure() {
        return failure;
    }

    /** As SIGKILL: its code goes no further than the call in which it is. Not to be called by itself. */
    public void kill() {
        if (!over && !killed) {
            killed = true;
            frozen = false;
            if (thread.getState() == Thread.State.NEW) {
                over = true;
            } else {
                takeTurn();
            }
        }
    }

    /** As SIGSTOP: it gets no time. */
    public void freeze() {
        frozen = true;
    }

    /** As SIGCONT. */
    public void thaw() {
        frozen = false;
        if (due) {
            due = false;
            wake();
        }
    }

    private void begin() {
        if (frozen) {
            due = true;
        } else if (!over) {
            thread.start();
            awaitBack();
        }
    }

    private void wake() {
        if (over || killed) {
            return;
        }
        if (thread.getState() == Thread.State.NEW) {
            begin();
        } else if (frozen) {
            due = true;
        } else {
            takeTurn();
        }
    }

    private void takeTurn() {
        turn.release();
        awaitBack();
    }

    private void awaitBack() {
        try {
            if (!back.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                IllegalStateException stuck =
                        new IllegalStateException("simulated thread " + name + " blocks on what is no virtual time");
                stuck.setStackTrace(thread.getStackTrace());
                throw stuck;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulated thread " + name + " ran", e);
        }
    }

    /** On this thread: gives the turn back until its time has come. */
    void sleep(long nanos) {
        dieIfKilled();
        time.after(nanos, this::wake);
        back.release();
        turn.acquireUninterruptibly();
        dieIfKilled();
    }

    private void dieIfKilled() {
        if (killed) {
            if (++deaths > MOST_DEATHS) {
                over = true;
                back.release();
                turn.acquireUninterruptibly();
            }
            throw new ProcessDied(name + " was killed");
        }
    }

    private void live(Code code) {
        time.runs(this);
        try {
            code.run();
        } catch (ProcessDied e) {
            // It was killed, as it was to be.
        } catch (Throwable e) {
            failure = killed ? Optional.empty() : Optional.of(e);
        } finally {
            over = true;
            back.release();
        }
    }
}
