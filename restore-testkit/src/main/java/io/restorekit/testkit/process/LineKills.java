package io.restorekit.testkit.process;

import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.fault.FaultScript;
import io.restorekit.testkit.fault.When;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The lines at which a node is killed. Thread-safe. */
final class LineKills {
    private final FaultScript<NodeLine, KillAt> script = new FaultScript<>();
    private final Map<Integer, NodeLine> met = new ConcurrentHashMap<>();
    private final Set<Integer> over = ConcurrentHashMap.newKeySet();
    private final Residents residents;
    private volatile Optional<Throwable> broken = Optional.empty();

    /** When it is to be killed, in words. */
    private record KillAt(String moment) {
        @Override
        public String toString() {
            return "kill at " + moment;
        }
    }

    LineKills(Residents residents) {
        this.residents = residents;
    }

    FaultRule on(String moment, When<NodeLine> lines) {
        return script.on(lines, new KillAt(moment));
    }

    /** Called by the threads that read, one of each stream; kills before it returns, each life once. */
    synchronized void sees(ProcessHandle process, NodeLine line) {
        try {
            if (!over.contains(line.life()) && script.next(line).isPresent()) {
                ends(line.life());
                met.put(line.life(), line);
                residents.kill(process);
            }
        } catch (RuntimeException | Error e) {
            broken = Optional.of(e);
        }
    }

    /** A life is killed: what its program had still written is not what a later kill waits for. */
    void ends(int life) {
        over.add(life);
    }

    /** The line at which a life was killed. */
    Optional<NodeLine> at(int life) {
        return Optional.ofNullable(met.get(life));
    }

    /** What a predicate of the test, or a kill, has thrown in a thread that read. */
    Optional<Throwable> broken() {
        return broken.or(script::thrown);
    }

    List<String> unfired() {
        return script.unfired();
    }
}
