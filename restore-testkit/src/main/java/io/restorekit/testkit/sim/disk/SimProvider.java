package io.restorekit.testkit.sim.disk;

import io.restorekit.testkit.sim.disk.Operation.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code java.nio.file.Files} can do on a simulated disk: what a restore needs, and no more. */
final class SimProvider extends FileSystemProvider {
    private final Mount mount;

    SimProvider(Mount mount) {
        this.mount = mount;
    }

    @Override
    public String getScheme() {
        return "simdisk";
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        SimPath sim = SimPath.of(path);
        boolean direct = options.stream().anyMatch(option -> option.toString().equals("DIRECT"));
        if (direct && mount.disk().refusesDirect()) {
            throw new UnsupportedOperationException("this simulated disk has no direct reads");
        }
        if (options.contains(StandardOpenOption.CREATE_NEW)) {
            mount.checkFree(sim);
        }
        boolean mayCreate =
                options.contains(StandardOpenOption.CREATE_NEW) || options.contains(StandardOpenOption.CREATE);
        if (mayCreate && mount.find(sim).isEmpty()) {
            create(sim, mount.disk().newFile());
        }
        Node node = mount.node(sim);
        checkSupported(options, node);
        boolean writable = options.contains(StandardOpenOption.WRITE);
        return new SimChannel(mount, node, sim.toString(), writable, direct);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    private static void checkSupported(Set<? extends OpenOption> options, Node node) {
        boolean truncates = options.contains(StandardOpenOption.TRUNCATE_EXISTING);
        if (truncates && node instanceof FileNode file && file.size() > 0
                || options.contains(StandardOpenOption.APPEND)
                || options.contains(StandardOpenOption.DELETE_ON_CLOSE)) {
            throw new UnsupportedOperationException("opening with " + options);
        }
    }

    private void create(SimPath path, Node node) throws IOException {
        DirectoryNode folder = mount.directory(path.folder());
        mount.disk().perform(Kind.CREATE, path.toString(), 0, 0, () -> folder.add(path.name(), node), () -> {});
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        SimPath sim = SimPath.of(path);
        mount.checkFree(sim);
        create(sim, mount.disk().newDirectory());
    }

    @Override
    public void delete(Path path) throws IOException {
        SimPath sim = SimPath.of(path);
        if (mount.node(sim) instanceof DirectoryNode directory
                && !directory.entries().isEmpty()) {
            throw new DirectoryNotEmptyException(sim.toString());
        }
        DirectoryNode folder = mount.directory(sim.folder());
        mount.disk().perform(Kind.DELETE, sim.toString(), 0, 0, () -> folder.remove(sim.name()), () -> {});
    }

    /** Within one directory, replacing what has the name, in one step. */
    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        SimPath from = SimPath.of(source);
        SimPath to = SimPath.of(target);
        if (!from.folder().equals(to.folder())) {
            throw new UnsupportedOperationException("moving between directories");
        }
        List<CopyOption> wanted = List.of(options);
        if (!wanted.contains(StandardCopyOption.ATOMIC_MOVE)) {
            throw new UnsupportedOperationException("a move that is not atomic");
        }
        mount.node(from);
        if (!wanted.contains(StandardCopyOption.REPLACE_EXISTING)) {
            mount.checkFree(to);
        }
        DirectoryNode folder = mount.directory(from.folder());
        mount.disk().perform(Kind.RENAME, to.toString(), 0, 0, () -> folder.rename(from.name(), to.name()), () -> {});
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DirectoryNode directory = mount.directory(SimPath.of(path));
        List<Path> entries = new ArrayList<>();
        mount.disk()
                .perform(
                        Kind.LIST,
                        path.toString(),
                        0,
                        0,
                        () -> directory.entries().keySet().forEach(name -> entries.add(path.resolve(name))),
                        () -> {});
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return entries.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return type.cast(new SimAttributes(mount, mount.node(SimPath.of(path))));
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return type == UserDefinedFileAttributeView.class ? type.cast(new SimLabels(mount, SimPath.of(path))) : null;
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        mount.node(SimPath.of(path));
        return new SimFileStore(mount.disk());
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        if (mount.find(SimPath.of(path)).isEmpty()) {
            throw new NoSuchFileException(path.toString());
        }
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return mount.node(SimPath.of(one)) == mount.node(SimPath.of(other));
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException("copying");
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
        throw new UnsupportedOperationException("attributes by name");
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException("setting attributes");
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
