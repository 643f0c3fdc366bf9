package io.restorekit.testkit.sim.disk;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** What is known of a file or directory. */
final class SimAttributes implements BasicFileAttributes {
    private final Node node;
    private final FileTime modified;
    private final long size;
    private final Key key;

    /** Differs between processes: each simulated one has its own table of open files, though they share this JVM. */
    private record Key(long process, int inode) {
        @Override
        public String toString() {
            return "(dev=1,ino=" + inode + ")";
        }
    }

    SimAttributes(Mount mount, Node node) {
        this.node = node;
        this.modified = node.modified();
        this.size = node instanceof FileNode file ? file.size() : 0;
        this.key = new Key(mount.process(), node.inode());
    }

    @Override
    public FileTime lastModifiedTime() {
        return modified;
    }

    @Override
    public FileTime lastAccessTime() {
        return modified;
    }

    @Override
    public FileTime creationTime() {
        return node.made();
    }

    @Override
    public boolean isRegularFile() {
        return node instanceof FileNode;
    }

    @Override
    public boolean isDirectory() {
        return node instanceof DirectoryNode;
    }

    @Override
    public boolean isSymbolicLink() {
        return false;
    }

    @Override
    public boolean isOther() {
        return false;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Object fileKey() {
        return key;
    }
}
