package io.restorekit.testkit.sim;

import io.restorekit.testkit.time.VirtualTime;
import java.util.ArrayDeque;

/** One process: what it has planned dies with it, and waits while it is stopped. */
final class Process {
    private final VirtualTime agenda;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private boolean alive = true;
    private long stoppedSince;
    private long stoppedUntil;

    Process(VirtualTime agenda) {
        this.agenda = agenda;
    }

    long now() {
        return agenda.now();
    }

    boolean alive() {
        return alive;
    }

    void after(long nanos, Runnable task) {
        agenda.after(nanos, () -> run(task));
    }

    /** What it has planned is told to nobody. */
    void kill() {
        alive = false;
    }

    /** It gets no time until then, as after SIGSTOP or in a paused virtual machine. */
    void stopUntil(long instant) {
        stoppedSince = agenda.now() < stoppedUntil ? stoppedSince : agenda.now();
        stoppedUntil = Math.max(stoppedUntil, instant);
    }

    /** It gets time again, from now on. */
    void thaw() {
        stoppedUntil = Math.min(stoppedUntil, agenda.now());
        agenda.at(stoppedUntil, this::wake);
    }

    /** So much running time ago. */
    long runningTimeAgo(long nanos) {
        long then = agenda.now() - nanos;
        return then < stoppedUntil ? Math.min(then, stoppedSince - nanos) : then;
    }

    long stoppedUntil() {
        return stoppedUntil;
    }

    private void run(Runnable task) {
        if (!alive) {
            return;
        }
        if (agenda.now() < stoppedUntil || !held.isEmpty()) {
            hold(task);
        } else {
            task.run();
        }
    }

    private void hold(Runnable task) {
        if (held.isEmpty()) {
            agenda.at(stoppedUntil, this::wake);
        }
        held.addLast(task);
    }

    /** What came while it was stopped happens at once, in its order. */
    private void wake() {
        if (agenda.now() < stoppedUntil) {
            agenda.at(stoppedUntil, this::wake);
            return;
        }
        while (alive && !held.isEmpty()) {
            held.removeFirst().run();
        }
    }
}
