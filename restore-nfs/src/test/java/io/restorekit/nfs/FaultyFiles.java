package io.restorekit.nfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.commons.vfs2.CacheStrategy;
import org.apache.commons.vfs2.FileName;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystem;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileSystemManager;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.cache.NullFilesCache;
import org.apache.commons.vfs2.impl.DefaultFileSystemManager;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.local.DefaultLocalFileProvider;
import org.apache.commons.vfs2.provider.local.LocalFile;
import org.apache.commons.vfs2.provider.local.LocalFileName;
import org.apache.commons.vfs2.provider.local.LocalFileSystem;

/** Local files, below which reads can be made to fail as those of a broken NFS mount do. */
final class FaultyFiles implements Supplier<FileSystemManager> {

    /** Stands between VFS and the file's bytes. */
    interface Fault {
        InputStream open(InputStream file) throws IOException;
    }

    private final AtomicReference<Fault> fault = new AtomicReference<>(file -> file);
    private final AtomicInteger fired = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();

    NfsSettings settings(Path directory) {
        return NfsSettings.defaults().withFileSystem(this, "file://" + directory);
    }

    void inject(Fault next) {
        fault.set(file -> {
            fired.incrementAndGet();
            return next.open(file);
        });
    }

    void heal() {
        fault.set(file -> file);
    }

    /** How many opens met a fault. */
    int fired() {
        return fired.get();
    }

    /** How many file systems were asked for. */
    int made() {
        return made.get();
    }

    @Override
    public FileSystemManager get() {
        made.incrementAndGet();
        try {
            DefaultFileSystemManager files = new DefaultFileSystemManager();
            files.setFilesCache(new NullFilesCache());
            files.setCacheStrategy(CacheStrategy.MANUAL);
            files.addProvider("file", new Provider());
            files.init();
            return files;
        } catch (FileSystemException e) {
            throw new AssertionError(e);
        }
    }

    private final class Provider extends DefaultLocalFileProvider {
        @Override
        protected FileSystem doCreateFileSystem(FileName name, FileSystemOptions options) {
            String root = ((LocalFileName) name).getRootFile();
            return new LocalFileSystem(name, root, options) {
                @Override
                protected FileObject createFile(AbstractFileName file) throws FileSystemException {
                    return new FaultyFile(this, root, file);
                }
            };
        }
    }

    private final class FaultyFile extends LocalFile {
        FaultyFile(LocalFileSystem files, String root, AbstractFileName name) throws FileSystemException {
            super(files, root, name);
        }

        @Override
        protected InputStream doGetInputStream(int bufferSize) throws Exception {
            return fault.get().open(super.doGetInputStream(bufferSize));
        }
    }
}
