package io.restorekit.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Real threads, all of them daemons. */
public final class ThreadWorkers implements Workers {
    /** One may force while the others write; more did not make a disk faster. */
    private static final int VOLUME_THREADS = 4;

    private final ExecutorService remote;
    private final ExecutorService local;
    private final ExecutorService steps;
    private final ThreadFactory endings;
    private final AtomicInteger lost = new AtomicInteger();

    public ThreadWorkers(String name) {
        remote = Executors.newCachedThreadPool(Daemons.named(name + "-fetch"));
        local = Executors.newFixedThreadPool(VOLUME_THREADS, Daemons.named(name + "-volume"));
        steps = Executors.newSingleThreadExecutor(Daemons.named(name + "-loop"));
        endings = Daemons.named(name + "-abandon");
    }

    @Override
    public Call remote(Runnable work) {
        RemoteWork call = new RemoteWork(work, lost, this::aside);
        remote.execute(call);
        return call;
    }

    @Override
    public void local(Runnable work) {
        local.execute(work);
    }

    @Override
    public void step(Runnable step) {
        try {
            steps.execute(step);
        } catch (RejectedExecutionException e) {
            // The restore has ended: what comes late is told to nobody.
        }
    }

    @Override
    public int lost() {
        return lost.get();
    }

    @Override
    public void end(Runnable last) {
        remote.shutdown();
        local.shutdown();
        steps.shutdown();
        Daemons.named("restore-end").newThread(() -> lastOf(last)).start();
    }

    /** Each on a thread of its own. Where there is none, the abandoned call has to come back by itself. */
    private void aside(Runnable ending) {
        try {
            endings.newThread(ending).start();
        } catch (OutOfMemoryError e) {
            RestoreLoop.LOG.warn("no thread to end a call to the backup target", e);
        }
    }

    private void lastOf(Runnable last) {
        boolean idle = false;
        while (!idle) {
            try {
                idle = local.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        last.run();
    }

    /** One call; its thread is interrupted only while it runs this call. */
    private static final class RemoteWork implements Runnable, Call {
        private final Runnable work;
        private final AtomicInteger lost;
        private final Consumer<Runnable> aside;
        private Thread runner = Thread.currentThread();
        private boolean running;
        private boolean abandoned;

        RemoteWork(Runnable work, AtomicInteger lost, Consumer<Runnable> aside) {
            this.work = work;
            this.lost = lost;
            this.aside = aside;
        }

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            try {
                work.run();
            } finally {
                finish();
            }
        }

        @Override
        public void abandon(Runnable ending) {
            if (giveUp()) {
                aside.accept(() -> {
                    interrupt();
                    ending.run();
                });
            }
        }

        private synchronized boolean giveUp() {
            boolean first = !abandoned && running;
            abandoned = true;
            if (first) {
                lost.incrementAndGet();
            }
            return first;
        }

        /** Closes what the thread waits for, which can take as long as that. */
        private synchronized void interrupt() {
            if (running) {
                runner.interrupt();
            }
        }

        private synchronized boolean begin() {
            runner = Thread.currentThread();
            running = !abandoned;
            return running;
        }

        private synchronized void finish() {
            running = false;
            if (abandoned) {
                lost.decrementAndGet();
                Thread.interrupted();
            }
        }
    }
}
