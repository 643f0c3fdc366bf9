package io.restorekit.testkit.sim.disk;

import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A directory: what programs see, what the media holds, and the changes between the two, in their order. */
final class DirectoryNode extends Node {
    private final List<Change> journal = new ArrayList<>();
    private final FileTime made;
    private Map<String, Node> seen = new TreeMap<>();
    private Map<String, Node> media = new TreeMap<>();

    /**
     * One change; a rename is one.
     *
     * @param gone a name that leads nowhere after it
     * @param name a name that leads to the node after it
     */
    private record Change(
            @Nullable String gone,
            @Nullable String name,
            @Nullable Node node) {
        void applyTo(Map<String, Node> entries) {
            if (gone != null) {
                entries.remove(gone);
            }
            if (name != null && node != null) {
                entries.put(name, node);
            }
        }
    }

    DirectoryNode(int inode, FileTime made) {
        super(inode);
        this.made = made;
    }

    @Override
    FileTime modified() {
        return made;
    }

    Map<String, Node> entries() {
        return seen;
    }

    void add(String name, Node node) {
        change(new Change(null, name, node));
    }

    void remove(String name) {
        change(new Change(name, null, null));
    }

    void rename(String from, String to) {
        change(new Change(from, to, seen.get(from)));
    }

    private void change(Change change) {
        change.applyTo(seen);
        journal.add(change);
    }

    void force() {
        media = new TreeMap<>(seen);
        journal.clear();
    }

    @Override
    void cutPower(Survival survival, RandomGenerator random) {
        int kept = switch (survival) {
            case ALL_KEPT -> journal.size();
            case ALL_LOST -> 0;
            case TORN -> journal.size() / 2;
            case RANDOM -> random.nextInt(journal.size() + 1);
        };
        journal.subList(0, kept).forEach(change -> change.applyTo(media));
        journal.clear();
        seen = new TreeMap<>(media);
        seen.values().forEach(node -> node.cutPower(survival, random));
    }

    @Override
    DirectoryNode media() {
        DirectoryNode copy = new DirectoryNode(inode(), made);
        media.forEach((name, node) -> copy.media.put(name, node.media()));
        copy.seen = new TreeMap<>(copy.media);
        return copy;
    }

    /** Makes everything below it durable. */
    void sync() {
        force();
        for (Node node : seen.values()) {
            if (node instanceof DirectoryNode directory) {
                directory.sync();
            } else if (node instanceof FileNode file) {
                file.force(true);
            }
        }
    }
}
