package io.restorekit.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

/** Local work runs at once, calls to the backup target when the test lets them. */
final class FakeWorkers implements Workers {
    final Queue<Runnable> calls = new ArrayDeque<>();
    boolean noThread;
    int abandoned;

    /** Where this throws, the work may run all the same. */
    @Override
    public Call remote(Runnable work) {
        calls.add(work);
        if (noThread) {
            throw new RejectedExecutionException("no thread");
        }
        return ending -> {
            abandoned++;
            ending.run();
        };
    }

    @Override
    public void local(Runnable work) {
        work.run();
    }

    @Override
    public void step(Runnable step) {
        step.run();
    }

    @Override
    public int lost() {
        return 0;
    }

    @Override
    public void end(Runnable last) {
        last.run();
    }

    void runCalls() {
        while (!calls.isEmpty()) {
            calls.remove().run();
        }
    }
}
