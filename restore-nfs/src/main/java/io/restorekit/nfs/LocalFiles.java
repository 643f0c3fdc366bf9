package io.restorekit.nfs;

import org.apache.commons.vfs2.CacheStrategy;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileSystemManager;
import org.apache.commons.vfs2.cache.NullFilesCache;
import org.apache.commons.vfs2.impl.DefaultFileSystemManager;
import org.apache.commons.vfs2.provider.local.DefaultLocalFileProvider;

/** Local files through Commons VFS, with no memory of what they looked like. */
final class LocalFiles {
    private LocalFiles() {}

    static FileSystemManager manager() {
        try {
            DefaultFileSystemManager files = new DefaultFileSystemManager();
            files.setFilesCache(new NullFilesCache());
            files.setCacheStrategy(CacheStrategy.MANUAL);
            files.addProvider("file", new DefaultLocalFileProvider());
            files.init();
            return files;
        } catch (FileSystemException e) {
            throw new IllegalStateException("Commons VFS cannot be set up", e);
        }
    }
}
