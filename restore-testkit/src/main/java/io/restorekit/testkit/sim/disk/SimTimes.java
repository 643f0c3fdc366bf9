package io.restorekit.testkit.sim.disk;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** The attributes of a file or directory, of which the time of its last change can be set. */
final class SimTimes implements BasicFileAttributeView {
    private final Mount mount;
    private final SimPath path;

    SimTimes(Mount mount, SimPath path) {
        this.mount = mount;
        this.path = path;
    }

    @Override
    public String name() {
        return "basic";
    }

    @Override
    public BasicFileAttributes readAttributes() throws IOException {
        synchronized (mount.disk()) {
            return new SimAttributes(mount, mount.node(path));
        }
    }

    /** Access is not recorded, and the beginning of a file is not changed, as on Linux. */
    @Override
    public void setTimes(@Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime made)
            throws IOException {
        synchronized (mount.disk()) {
            Node node = mount.node(path);
            if (modified != null) {
                mount.disk().touch(node, path.toString(), modified);
            }
        }
    }
}
