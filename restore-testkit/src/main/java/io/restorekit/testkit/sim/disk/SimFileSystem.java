package io.restorekit.testkit.sim.disk;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;

/** A disk as one process sees it. Closing it ends the process. */
final class SimFileSystem extends FileSystem {
    private final Mount mount;
    private final SimProvider provider;

    SimFileSystem(Mount mount) {
        this.mount = mount;
        this.provider = new SimProvider(mount);
    }

    Mount mount() {
        return mount;
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        mount.disk().processDies(this);
    }

    @Override
    public boolean isOpen() {
        synchronized (mount.disk()) {
            return mount.alive();
        }
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(SimPath.parse(this, "/"));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of(new SimFileStore(mount.disk()));
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic", "user");
    }

    @Override
    public Path getPath(String first, String... more) {
        StringBuilder text = new StringBuilder(first);
        for (String part : more) {
            text.append(text.isEmpty() || part.isEmpty() ? "" : "/").append(part);
        }
        return SimPath.parse(this, text.toString());
    }

    /** The patterns are those of this machine's own file system. */
    @Override
    public PathMatcher getPathMatcher(String pattern) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher(pattern);
        return path -> matcher.matches(Path.of(path.toString()));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException("a simulated disk has no users");
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("a simulated disk is not watched");
    }
}
