package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.DirectoryNode.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The moves between directories that are not durable yet, in their order. Each is one change of two directories: what was
 * moved is in one of them after a power cut, never in both and never in none. Forcing either directory makes the move
 * durable in both, and the moves before it.
 */
final class Moves {
    private final List<Move> pending = new ArrayList<>();

    /** A change in a directory. */
    private record Part(DirectoryNode directory, Change change) {}

    /**
     * One move.
     *
     * @param footing the names of the new folder and the folders above it, where these are not durable either: a move that
     *     is kept keeps them, or what was moved would be nowhere
     */
    private record Move(Part from, Part to, List<Part> footing) {
        boolean touches(DirectoryNode directory) {
            return from.directory() == directory || to.directory() == directory;
        }
    }

    /**
     * @param way the directories that lead to the new folder, the root first and the folder last
     */
    void moved(DirectoryNode from, Change gone, List<DirectoryNode> way, Change come) {
        List<Part> footing = new ArrayList<>();
        for (int i = 0; i + 1 < way.size(); i++) {
            DirectoryNode above = way.get(i);
            Optional<Change> arrival = above.arrival(way.get(i + 1));
            arrival.ifPresent(change -> footing.add(new Part(above, change)));
        }
        pending.add(new Move(new Part(from, gone), new Part(way.get(way.size() - 1), come), footing));
    }

    void force(DirectoryNode directory) {
        int through = 0;
        for (int i = 0; i < pending.size(); i++) {
            through = pending.get(i).touches(directory) ? i + 1 : through;
        }
        List<Move> durable = pending.subList(0, through);
        for (Move move : durable) {
            move.footing().forEach(part -> part.directory().forceThrough(part.change()));
            move.to().directory().forceThrough(move.to().change());
            move.from().directory().forceThrough(move.from().change());
        }
        durable.clear();
        directory.force();
    }

    /** All is durable. */
    void synced() {
        pending.clear();
    }

    /** Some first moves survive. */
    void cutPower(Survival survival, RandomGenerator random) {
        if (pending.isEmpty()) {
            return;
        }
        int kept = switch (survival) {
            case ALL_KEPT -> pending.size();
            case ALL_LOST -> 0;
            case TORN -> pending.size() / 2;
            case RANDOM -> random.nextInt(pending.size() + 1);
        };
        for (Move move : pending.subList(0, kept)) {
            move.footing().forEach(part -> part.directory().mustKeep(part.change()));
            move.to().directory().mustKeep(move.to().change());
            move.from().directory().mustKeep(move.from().change());
        }
        for (Move move : pending.subList(kept, pending.size())) {
            move.to().directory().mustLose(move.to().change());
            move.from().directory().mustLose(move.from().change());
        }
        pending.clear();
    }
}
