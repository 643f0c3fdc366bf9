package io.restorekit.nfs;

import io.restorekit.target.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemManager;

/** Files through one VFS manager. Used by one call at a time. */
final class VfsFiles implements AutoCloseable {
    private final FileSystemManager manager;

    VfsFiles(FileSystemManager manager) {
        this.manager = manager;
    }

    InputStream read(String base, ObjectKey key) throws VfsException {
        try {
            return file(base, key).getContent().getInputStream();
        } catch (IOException | RuntimeException e) {
            throw new VfsException(e);
        }
    }

    @Override
    public void close() {
        manager.close();
    }

    private FileObject file(String base, ObjectKey key) throws IOException {
        return manager.resolveFile(base.replaceFirst("/+$", "") + "/" + escape(key.path()));
    }

    /** VFS takes paths for URIs, and an escape for one char: letters beyond ASCII have to stay as they are. */
    static String escape(String path) {
        StringBuilder escaped = new StringBuilder(path.length());
        path.chars().forEach(c -> {
            boolean plain = c >= 0x80 || Character.isLetterOrDigit(c) || "/-_.".indexOf(c) >= 0;
            escaped.append(plain ? String.valueOf((char) c) : String.format("%%%02x", c));
        });
        return escaped.toString();
    }
}
