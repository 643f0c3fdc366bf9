package io.restorekit.testkit.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The processes that a node has run one after the other. Thread-safe. */
final class Lives {
    private final List<ChildProcess> all = new CopyOnWriteArrayList<>();

    int count() {
        return all.size();
    }

    void add(ChildProcess life) {
        all.add(life);
    }

    /** @throws IllegalStateException if there was none */
    ChildProcess last() {
        if (all.isEmpty()) {
            throw new IllegalStateException("the node was never started");
        }
        return all.get(all.size() - 1);
    }

    List<NodeLine> lines() {
        List<NodeLine> lines = new ArrayList<>();
        for (int life = 0; life < all.size(); life++) {
            for (OutputLine line : all.get(life).lines()) {
                lines.add(NodeLine.of(life, line));
            }
        }
        return lines;
    }
}
