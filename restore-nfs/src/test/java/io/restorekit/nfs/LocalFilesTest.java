package io.restorekit.nfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
    @TempDir
    Path directory;

    @Test
    void nothingIsRememberedOfAFile() throws Exception {
        String file = directory.resolve("file").toUri().toString();
        try (FileSystemManager files = LocalFiles.manager()) {
            FileObject first = files.resolveFile(file);
            assertThat((Object) files.resolveFile(file)).isNotSameAs(first);
        }
    }
}
