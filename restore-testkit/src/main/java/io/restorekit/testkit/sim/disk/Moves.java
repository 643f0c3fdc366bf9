package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.DirectoryNode.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The moves between directories that are not durable yet, in their order. Each is one change of two directories: what was
 * moved is in one of them after a power cut, never in both and never in none. Forcing either directory makes the move
 * durable in both, and the moves before it. A directory is not gone while what was moved out of it may still be in it.
 */
final class Moves {
    private final List<Move> pending = new ArrayList<>();
    private final List<Removal> removals = new ArrayList<>();

    /** A change in a directory. */
    private record Part(DirectoryNode directory, Change change) {}

    /** An empty directory was deleted or replaced. */
    private record Removal(DirectoryNode gone, Part from) {}

    /**
     * One move.
     *
     * @param footing the names of the new folder and the folders above it, where these are not durable either: a move that
     *     is kept keeps them, or what was moved would be nowhere
     */
    private record Move(Part from, Part to, List<Part> footing) {
        boolean touches(Set<DirectoryNode> directories) {
            return directories.contains(from.directory()) || directories.contains(to.directory());
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

    /** A node has lost its name by a change of the directory in which it was. */
    void removed(@Nullable Node gone, DirectoryNode from, Change change) {
        if (gone instanceof DirectoryNode directory && !pending.isEmpty()) {
            removals.add(new Removal(directory, new Part(from, change)));
        }
    }

    void force(DirectoryNode directory) {
        Set<DirectoryNode> forced = new HashSet<>(Set.of(directory));
        for (int i = removals.size() - 1; i >= 0; i--) {
            if (forced.contains(removals.get(i).from().directory())) {
                forced.add(removals.get(i).gone());
            }
        }
        int through = 0;
        for (int i = 0; i < pending.size(); i++) {
            through = pending.get(i).touches(forced) ? i + 1 : through;
        }
        List<Move> durable = pending.subList(0, through);
        for (Move move : durable) {
            move.footing().forEach(part -> part.directory().forceThrough(part.change()));
            move.to().directory().forceThrough(move.to().change());
            move.from().directory().forceThrough(move.from().change());
        }
        durable.clear();
        directory.force();
        forgetRemovals();
    }

    /** All is durable. */
    void synced() {
        pending.clear();
        forgetRemovals();
    }

    private void forgetRemovals() {
        if (pending.isEmpty()) {
            removals.clear();
        }
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
        Set<DirectoryNode> needed = new HashSet<>();
        for (Move move : pending.subList(kept, pending.size())) {
            move.to().directory().mustLose(move.to().change());
            move.from().directory().mustLose(move.from().change());
            needed.add(move.from().directory());
        }
        for (Removal removal : removals) {
            if (needed.contains(removal.gone())) {
                removal.from().directory().mustLose(removal.from().change());
                needed.add(removal.from().directory());
            }
        }
        synced();
    }
}
