package io.restorekit.testkit.process;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * All processes of a node: the one that was started, its descendants, and on Linux also those whose parents are gone. They
 * are known by a variable in their environment there; a process that is begun with an empty one is out of sight once its
 * parent has ended.
 */
final class Residents {
    private static final String VARIABLE = "TESTKIT_NODE";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 1_000_000;

    private final Map<String, String> mark;

    Residents() {
        mark = Map.of(VARIABLE, UUID.randomUUID().toString());
    }

    /** To be in the environment of what is started. */
    Map<String, String> mark() {
        return mark;
    }

    /** Ends them all by SIGKILL, the one that was started at once, and waits for the others' end. */
    void kill(ProcessHandle started) {
        // Where orphans cannot be found later on, they must be known before.
        List<ProcessHandle> known = isTold() ? List.of() : started.descendants().toList();
        started.destroyForcibly();
        known.forEach(ProcessHandle::destroyForcibly);
        killOrphans();
    }

    /** Ends all that are left when the one that was started has ended. */
    void killOrphans() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (List<ProcessHandle> left = marked().toList(); !left.isEmpty(); left = marked().toList()) {
            left.forEach(ProcessHandle::destroyForcibly);
            pause(end, left);
        }
    }

    /** Stops them all by SIGSTOP; on Linux none of them does anything more when this returns. */
    void freeze(ProcessHandle started) throws InterruptedException {
        Set<ProcessHandle> stopped = new HashSet<>();
        for (List<ProcessHandle> next = List.of(started); !next.isEmpty(); next = others(started, stopped)) {
            Signals.send("STOP", next);
            awaitStop(next);
            stopped.addAll(next);
        }
    }

    /** Lets them all go on, by SIGCONT. */
    void thaw(ProcessHandle started) throws InterruptedException {
        Signals.send(
                "CONT",
                Stream.concat(Stream.of(started), others(started, Set.of()).stream())
                        .toList());
    }

    private List<ProcessHandle> others(ProcessHandle started, Set<ProcessHandle> but) {
        return Stream.concat(started.descendants(), marked())
                .filter(process -> !process.equals(started) && !but.contains(process))
                .distinct()
                .toList();
    }

    private static void awaitStop(List<ProcessHandle> processes) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!processes.stream().allMatch(Signals::isStopped)) {
            pause(end, processes);
        }
    }

    private Stream<ProcessHandle> marked() {
        Map.Entry<String, String> variable = mark.entrySet().iterator().next();
        return ProcessHandle.allProcesses()
                .filter(process -> Signals.carries(process, variable).orElse(false));
    }

    private boolean isTold() {
        return Signals.carries(ProcessHandle.current(), Map.entry(VARIABLE, "")).isPresent();
    }

    private static void pause(long end, List<ProcessHandle> processes) {
        if (System.nanoTime() - end > 0) {
            throw new IllegalStateException("after " + PATIENCE + " these processes still run: " + processes);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}
