package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.DirectoryNode.Change;
import io.restorekit.testkit.sim.disk.Operation.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A move or a copy, done as the JDK does it on Linux. */
final class Relocation {
    private final Mount mount;
    private final SimDisk disk;
    private final SimPath from;
    private final SimPath to;
    private final List<CopyOption> options;

    Relocation(Mount mount, SimPath from, SimPath to, CopyOption... options) {
        this.mount = mount;
        this.disk = mount.disk();
        this.from = from;
        this.to = to;
        this.options = List.of(options);
        for (CopyOption option : options) {
            if (!(option instanceof StandardCopyOption) && option != LinkOption.NOFOLLOW_LINKS) {
                throw new UnsupportedOperationException(option + " not supported");
            }
        }
    }

    /** One that is not atomic deletes what it replaces before, as an operation of its own. */
    void move() throws IOException {
        if (options.contains(StandardCopyOption.ATOMIC_MOVE) || makeRoom(mount.node(from))) {
            rename();
        }
    }

    /** The bytes are copied piece by piece, and nothing is forced. One that fails takes back what it has made. */
    void copy() throws IOException {
        if (options.contains(StandardCopyOption.ATOMIC_MOVE)) {
            throw new UnsupportedOperationException("a copy is not atomic");
        }
        Node node;
        synchronized (disk) {
            node = mount.node(from);
            if (!makeRoom(node)) {
                return;
            }
            disk.create(to, mount.folder(to), node instanceof FileNode ? disk.newFile() : disk.newDirectory());
        }
        try {
            if (node instanceof FileNode) {
                copyBytes();
            }
            if (options.contains(StandardCopyOption.COPY_ATTRIBUTES)) {
                copyAttributes(node);
            }
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
    }

    private void takeBack(IOException why) {
        try {
            Files.deleteIfExists(to);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private void copyBytes() throws IOException {
        try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel target = FileChannel.open(to, StandardOpenOption.WRITE)) {
            source.transferTo(0, Long.MAX_VALUE, target);
        }
    }

    private void copyAttributes(Node node) throws IOException {
        if (node instanceof FileNode file) {
            Map<String, byte[]> labels;
            synchronized (disk) {
                labels = file.labels();
            }
            for (Map.Entry<String, byte[]> label : labels.entrySet()) {
                Files.setAttribute(to, "user:" + label.getKey(), label.getValue());
            }
        }
        Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
    }

    /** False if there is nothing to be done, as both are the same. */
    private boolean makeRoom(Node node) throws IOException {
        Optional<Node> target = mount.find(to);
        if (target.isEmpty()) {
            return true;
        }
        if (target.get() == node) {
            return false;
        }
        if (!options.contains(StandardCopyOption.REPLACE_EXISTING)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        if (isFull(target.get())) {
            throw new DirectoryNotEmptyException(to.toString());
        }
        disk.delete(to, mount.folder(to));
        return true;
    }

    private void rename() throws IOException {
        DirectoryNode source = mount.folder(from);
        DirectoryNode folder = mount.folder(to);
        Node node = mount.node(from);
        Optional<Node> target = mount.find(to);
        if (target.filter(found -> found == node).isPresent()) {
            return;
        }
        if (to.normalize().startsWith(from.normalize())) {
            throw refused("Invalid argument");
        }
        if (target.isPresent()) {
            checkReplaceable(node, target.get());
        }
        List<DirectoryNode> way =
                mount.way(to.folder()).orElseThrow(() -> new NoSuchFileException(to.toString())).stream()
                        .map(DirectoryNode.class::cast)
                        .toList();
        SimDisk.Work rename = () -> {
            Change come;
            if (source == folder) {
                come = folder.rename(from.name(), to.name(), disk.now());
            } else {
                Change gone = source.remove(from.name(), disk.now());
                come = folder.add(to.name(), node, disk.now());
                disk.moves().moved(source, gone, way, come);
            }
            target.ifPresent(replaced -> disk.moves().removed(replaced, folder, come));
        };
        disk.perform(Kind.RENAME, to.toString(), 0, 0, rename, () -> {});
    }

    private void checkReplaceable(Node node, Node target) throws FileSystemException {
        if (node instanceof FileNode && target instanceof DirectoryNode) {
            throw refused("Is a directory");
        }
        if (node instanceof DirectoryNode && target instanceof FileNode) {
            throw refused("Not a directory");
        }
        if (isFull(target)) {
            throw refused("Directory not empty");
        }
    }

    private static boolean isFull(Node node) {
        return node instanceof DirectoryNode directory && !directory.entries().isEmpty();
    }

    private FileSystemException refused(String why) {
        return new FileSystemException(from.toString(), to.toString(), why);
    }
}
