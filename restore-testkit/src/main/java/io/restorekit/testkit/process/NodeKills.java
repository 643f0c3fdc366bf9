package io.restorekit.testkit.process;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The kills planned on a node. Thread-safe. */
final class NodeKills {
    private final List<NodeKill> planned = new CopyOnWriteArrayList<>();

    NodeKill plan(Predicate<String> line) {
        NodeKill kill = new NodeKill(line);
        planned.add(kill);
        return kill;
    }

    List<String> unfired() {
        return planned.stream()
                .filter(kill -> !kill.hasFired())
                .map(kill -> "kill number " + (planned.indexOf(kill) + 1))
                .toList();
    }

    /** Listens to a process that is about to be started. */
    Life begin() {
        return new Life();
    }

    /** One process. Lines that come before it is known wait for that. */
    final class Life implements Consumer<OutputLine> {
        private final CompletableFuture<ChildProcess> process = new CompletableFuture<>();

        void is(ChildProcess started) {
            process.complete(started);
        }

        @Override
        public void accept(OutputLine line) {
            for (NodeKill kill : planned) {
                if (kill.fits(line.text())) {
                    process.join().destroy();
                    kill.comes(line.text());
                }
            }
        }
    }
}
