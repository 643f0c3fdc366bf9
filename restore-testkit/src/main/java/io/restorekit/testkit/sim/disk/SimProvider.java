package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.Operation.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code java.nio.file.Files} can do on a simulated disk; the package says what it cannot. */
final class SimProvider extends FileSystemProvider {
    private final Mount mount;
    private final SimDisk disk;

    SimProvider(Mount mount) {
        this.mount = mount;
        this.disk = mount.disk();
    }

    @Override
    public String getScheme() {
        return "simdisk";
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        OpenMode mode = new OpenMode(options);
        checkNone(attributes);
        SimPath sim = sim(path);
        synchronized (disk) {
            if (mode.isDirect() && disk.refusesDirect()) {
                throw new UnsupportedOperationException("this simulated disk has no direct reads");
            }
            if (mode.mustCreate()) {
                mount.checkFree(sim);
            }
            if (mode.mayCreate() && mount.find(sim).isEmpty()) {
                disk.create(sim, mount.folder(sim), disk.newFile());
            }
            Node node = mount.node(sim);
            if (mode.writes() && node instanceof DirectoryNode) {
                throw new FileSystemException(sim.toString(), null, "Is a directory");
            }
            if (mode.truncates() && node instanceof FileNode file && file.size() > 0) {
                disk.truncate(file, sim.toString(), 0);
            }
            if (mode.deletes() && node instanceof FileNode) {
                delete(sim);
            }
            return new SimChannel(mount, node, sim.toString(), mode);
        }
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        checkNone(attributes);
        SimPath sim = sim(path);
        synchronized (disk) {
            mount.checkFree(sim);
            disk.create(sim, mount.folder(sim), disk.newDirectory());
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        SimPath sim = sim(path);
        synchronized (disk) {
            if (mount.node(sim) instanceof DirectoryNode directory
                    && !directory.entries().isEmpty()) {
                throw new DirectoryNotEmptyException(sim.toString());
            }
            disk.delete(sim, mount.folder(sim));
        }
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        synchronized (disk) {
            new Relocation(mount, sim(source), sim(target), options).move();
        }
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        new Relocation(mount, sim(source), sim(target), options).copy();
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        List<Path> entries = new ArrayList<>();
        SimPath sim = sim(path);
        synchronized (disk) {
            DirectoryNode directory = mount.directory(sim);
            SimDisk.Work list = () -> directory.entries().keySet().forEach(name -> entries.add(path.resolve(name)));
            disk.perform(Kind.LIST, sim.toString(), 0, 0, list, () -> {});
        }
        return new SimListing(entries, filter);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        if (type != BasicFileAttributes.class) {
            throw new UnsupportedOperationException("a simulated disk has no " + type.getSimpleName());
        }
        return type.cast(new SimTimes(mount, sim(path)).readAttributes());
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        if (type == UserDefinedFileAttributeView.class) {
            return type.cast(new SimLabels(mount, sim(path)));
        }
        return type == BasicFileAttributeView.class ? type.cast(new SimTimes(mount, sim(path))) : null;
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return new NamedAttributes(mount, sim(path)).read(attributes);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        new NamedAttributes(mount, sim(path)).set(attribute, value);
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        node(path);
        return new SimFileStore(disk);
    }

    /** Everybody may do everything, but no file is a program. */
    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        if (node(path) instanceof FileNode && List.of(modes).contains(AccessMode.EXECUTE)) {
            throw new AccessDeniedException(path.toString());
        }
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return one.equals(other) || other.getFileSystem() == one.getFileSystem() && node(one) == node(other);
    }

    @Override
    public boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    private Node node(Path path) throws IOException {
        synchronized (disk) {
            return mount.node(sim(path));
        }
    }

    private static SimPath sim(Path path) {
        return SimPath.of(path).toAbsolutePath().tidy();
    }

    private static void checkNone(FileAttribute<?>... attributes) {
        for (FileAttribute<?> attribute : attributes) {
            throw new UnsupportedOperationException("'" + attribute.name() + "' not supported as initial attribute");
        }
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
        throw new UnsupportedOperationException("a simulated disk is mounted");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException("a simulated disk has no URI");
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException("a simulated disk has no URI");
    }
}
