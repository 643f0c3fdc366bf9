package io.restorekit.testkit.sim.disk;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path of names parted by {@code /}; always absolute or relative to the root, which is the only working directory. */
final class SimPath implements Path {
    private final SimFileSystem files;
    private final boolean absolute;
    private final List<String> names;

    SimPath(SimFileSystem files, boolean absolute, List<String> names) {
        this.files = files;
        this.absolute = absolute;
        this.names = List.copyOf(names);
    }

    static SimPath parse(SimFileSystem files, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidPathException(text, "Nul character not allowed");
        }
        List<String> names = new ArrayList<>();
        for (String name : text.split("/")) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return new SimPath(files, text.startsWith("/"), names);
    }

    static SimPath of(Path path) {
        if (path instanceof SimPath sim) {
            return sim;
        }
        throw new ProviderMismatchException(path + " is not of a simulated disk");
    }

    List<String> names() {
        return names;
    }

    String name() {
        return names.get(names.size() - 1);
    }

    /** With a last name that is neither {@code .} nor {@code ..}. */
    SimPath tidy() {
        return names.isEmpty() || !name().equals(".") && !name().equals("..") ? this : (SimPath) normalize();
    }

    private boolean isEmpty() {
        return !absolute && names.isEmpty();
    }

    SimPath folder() {
        return new SimPath(files, true, names.subList(0, names.size() - 1));
    }

    @Override
    public SimFileSystem getFileSystem() {
        return files;
    }

    @Override
    public boolean isAbsolute() {
        return absolute;
    }

    @Override
    public @Nullable Path getRoot() {
        return absolute ? new SimPath(files, true, List.of()) : null;
    }

    @Override
    public @Nullable Path getFileName() {
        if (isEmpty()) {
            return this;
        }
        return names.isEmpty() ? null : new SimPath(files, false, List.of(name()));
    }

    @Override
    public @Nullable Path getParent() {
        return names.isEmpty() || !absolute && names.size() == 1
                ? null
                : new SimPath(files, absolute, names.subList(0, names.size() - 1));
    }

    @Override
    public int getNameCount() {
        return isEmpty() ? 1 : names.size();
    }

    @Override
    public Path getName(int index) {
        return subpath(index, index + 1);
    }

    @Override
    public Path subpath(int begin, int end) {
        if (begin < 0 || begin >= end || end > getNameCount()) {
            throw new IllegalArgumentException("names " + begin + " to " + end + " of " + this);
        }
        return isEmpty() ? this : new SimPath(files, false, names.subList(begin, end));
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof SimPath sim
                && sim.files == files
                && sim.absolute == absolute
                && sim.isEmpty() == isEmpty()
                && sim.names.size() <= names.size()
                && names.subList(0, sim.names.size()).equals(sim.names);
    }

    @Override
    public boolean endsWith(Path other) {
        return other instanceof SimPath sim
                && sim.files == files
                && (!sim.absolute || absolute && sim.names.size() == names.size())
                && sim.isEmpty() == isEmpty()
                && (!sim.names.isEmpty() || names.isEmpty())
                && sim.names.size() <= names.size()
                && names.subList(names.size() - sim.names.size(), names.size()).equals(sim.names);
    }

    @Override
    public Path normalize() {
        List<String> normal = new ArrayList<>();
        for (String name : names) {
            boolean up = name.equals("..");
            if (up && !normal.isEmpty() && !normal.get(normal.size() - 1).equals("..")) {
                normal.remove(normal.size() - 1);
            } else if (!name.equals(".") && !(up && absolute)) {
                normal.add(name);
            }
        }
        return new SimPath(files, absolute, normal);
    }

    @Override
    public Path resolve(Path other) {
        SimPath sim = of(other);
        if (sim.absolute) {
            return sim;
        }
        List<String> all = new ArrayList<>(names);
        all.addAll(sim.names);
        return new SimPath(files, absolute, all);
    }

    @Override
    public Path relativize(Path other) {
        SimPath to = of(other);
        if (to.absolute != absolute) {
            throw new IllegalArgumentException("'other' is different type of Path");
        }
        int common = 0;
        while (common < Math.min(names.size(), to.names.size())
                && names.get(common).equals(to.names.get(common))) {
            common++;
        }
        if (names.subList(common, names.size()).contains("..")) {
            throw new IllegalArgumentException("Unable to compute relative path from " + this + " to " + other);
        }
        List<String> way = new ArrayList<>(Collections.nCopies(names.size() - common, ".."));
        way.addAll(to.names.subList(common, to.names.size()));
        return new SimPath(files, false, way);
    }

    @Override
    public URI toUri() {
        try {
            return new URI("simdisk", "", toAbsolutePath().toString(), null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SimPath toAbsolutePath() {
        return absolute ? this : new SimPath(files, true, names);
    }

    /** There are no links. */
    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        synchronized (files.mount().disk()) {
            files.mount().node(this);
        }
        return toAbsolutePath().normalize();
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("a simulated disk is not watched");
    }

    @Override
    public int compareTo(Path other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SimPath sim
                && sim.files == files
                && sim.absolute == absolute
                && sim.names.equals(names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return (absolute ? "/" : "") + String.join("/", names);
    }
}
