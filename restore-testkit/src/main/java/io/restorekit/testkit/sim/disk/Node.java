package io.restorekit.testkit.sim.disk;

import java.nio.file.attribute.FileTime;
import java.util.random.RandomGenerator;

/** A file or a directory. What programs see is one thing, what the media holds is another. */
abstract sealed class Node permits FileNode, DirectoryNode {
    private final int inode;
    private final FileTime made;

    Node(int inode, FileTime made) {
        this.inode = inode;
        this.made = made;
    }

    int inode() {
        return inode;
    }

    FileTime made() {
        return made;
    }

    abstract FileTime modified();

    abstract void touch(FileTime modified);

    /** After it programs see what the media holds. */
    abstract void cutPower(Survival survival, RandomGenerator random);

    /** As the media would show it now if everything that was not forced were lost. */
    abstract Node media();
}
