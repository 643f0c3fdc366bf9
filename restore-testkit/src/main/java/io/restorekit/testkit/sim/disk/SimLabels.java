package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.Operation.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;

/** The user extended attributes of a file. */
final class SimLabels implements UserDefinedFileAttributeView {
    private final Mount mount;
    private final SimPath path;

    SimLabels(Mount mount, SimPath path) {
        this.mount = mount;
        this.path = path;
    }

    @Override
    public String name() {
        return "user";
    }

    @Override
    public List<String> list() throws IOException {
        synchronized (mount.disk()) {
            return List.copyOf(file().labels().keySet());
        }
    }

    @Override
    public int size(String name) throws IOException {
        return value(name).length;
    }

    @Override
    public int read(String name, ByteBuffer into) throws IOException {
        byte[] value = value(name);
        if (value.length > into.remaining()) {
            throw new FileSystemException(path.toString(), null, "no room for the attribute " + name);
        }
        into.put(value);
        return value.length;
    }

    @Override
    public int write(String name, ByteBuffer from) throws IOException {
        synchronized (mount.disk()) {
            FileNode file = file();
            byte[] value = new byte[from.remaining()];
            from.get(value);
            mount.disk().perform(Kind.LABEL, path.toString(), 0, value.length, () -> file.label(name, value), () -> {});
            return value.length;
        }
    }

    @Override
    public void delete(String name) throws IOException {
        synchronized (mount.disk()) {
            value(name);
            FileNode file = file();
            mount.disk().perform(Kind.LABEL, path.toString(), 0, 0, () -> file.unlabel(name), () -> {});
        }
    }

    private byte[] value(String name) throws IOException {
        synchronized (mount.disk()) {
            byte[] value = file().labels().get(name);
            if (value == null) {
                throw new FileSystemException(path.toString(), null, "no attribute " + name);
            }
            return value;
        }
    }

    private FileNode file() throws IOException {
        if (mount.node(path) instanceof FileNode file) {
            return file;
        }
        throw new IOException(path + " is no file: directories have no user attributes here");
    }
}
