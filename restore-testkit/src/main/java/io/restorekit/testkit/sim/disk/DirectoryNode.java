package io.restorekit.testkit.sim.disk;

import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A directory: what programs see, what the media holds, and the changes between the two, in their order. */
final class DirectoryNode extends Node {
    private final List<Change> journal = new ArrayList<>();
    private FileTime modified;
    private FileTime mediaModified;
    private Map<String, Node> seen = new TreeMap<>();
    private Map<String, Node> media = new TreeMap<>();
    private int least;
    private int most = Integer.MAX_VALUE;

    /** One change; a rename within the directory is one. Changes are told apart by identity. */
    static final class Change {
        private final @Nullable String gone;
        private final @Nullable String name;
        private final @Nullable Node node;

        /**
         * @param gone a name that leads nowhere after it
         * @param name a name that leads to the node after it
         */
        private Change(@Nullable String gone, @Nullable String name, @Nullable Node node) {
            this.gone = gone;
            this.name = name;
            this.node = node;
        }

        private void applyTo(Map<String, Node> entries) {
            if (gone != null) {
                entries.remove(gone);
            }
            if (name != null && node != null) {
                entries.put(name, node);
            }
        }
    }

    DirectoryNode(int inode, FileTime made) {
        super(inode, made);
        this.modified = made;
        this.mediaModified = made;
    }

    @Override
    FileTime modified() {
        return modified;
    }

    @Override
    void touch(FileTime time) {
        modified = time;
    }

    Map<String, Node> entries() {
        return seen;
    }

    Change add(String name, Node node, FileTime now) {
        return change(new Change(null, name, node), now);
    }

    Change remove(String name, FileTime now) {
        return change(new Change(name, null, null), now);
    }

    Change rename(String from, String to, FileTime now) {
        return change(new Change(from, to, seen.get(from)), now);
    }

    private Change change(Change change, FileTime now) {
        change.applyTo(seen);
        journal.add(change);
        modified = now;
        return change;
    }

    /** The change that gave a node its name here, if that is not durable yet. */
    Optional<Change> arrival(Node node) {
        return journal.stream().filter(change -> change.node == node).reduce((first, last) -> last);
    }

    void force() {
        media = new TreeMap<>(seen);
        mediaModified = modified;
        journal.clear();
    }

    /** Makes a change durable, and those before it. */
    void forceThrough(Change change) {
        List<Change> durable = journal.subList(0, journal.indexOf(change) + 1);
        durable.forEach(each -> each.applyTo(media));
        durable.clear();
    }

    /** The next power cut keeps this change. */
    void mustKeep(Change change) {
        least = Math.max(least, journal.indexOf(change) + 1);
    }

    /** The next power cut loses this change. */
    void mustLose(Change change) {
        if (journal.contains(change)) {
            most = Math.min(most, journal.indexOf(change));
        }
    }

    @Override
    void cutPower(Survival survival, RandomGenerator random) {
        int drawn = switch (survival) {
            case ALL_KEPT -> journal.size();
            case ALL_LOST -> 0;
            case TORN -> journal.size() / 2;
            case RANDOM -> random.nextInt(journal.size() + 1);
        };
        int kept = Math.max(least, Math.min(most, drawn));
        if (kept == journal.size() && survival != Survival.ALL_LOST) {
            mediaModified = modified;
        }
        modified = mediaModified;
        journal.subList(0, kept).forEach(change -> change.applyTo(media));
        journal.clear();
        least = 0;
        most = Integer.MAX_VALUE;
        seen = new TreeMap<>(media);
        seen.values().forEach(node -> node.cutPower(survival, random));
    }

    @Override
    DirectoryNode media() {
        DirectoryNode copy = new DirectoryNode(inode(), made());
        copy.modified = mediaModified;
        copy.mediaModified = mediaModified;
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
