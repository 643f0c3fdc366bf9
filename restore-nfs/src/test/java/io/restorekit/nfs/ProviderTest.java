package io.restorekit.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.BackupTargetProvider;
import io.restorekit.target.ObjectKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTest {
    @TempDir
    Path directory;

    @Test
    void serviceLoaderFindsTheProvider() {
        assertThat(ServiceLoader.load(BackupTargetProvider.class))
                .hasAtLeastOneElementOfType(NfsBackupTargetProvider.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs:///export", "nfs://nas", "nfs://user@nas:/x", "nfs://nas:2049:/x", "file://host/dir"})
    void urlThatNamesNoDirectoryIsRejected(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Opening.target(url, NfsSettings.defaults()))
                .withMessageContaining("://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "vfs"})
    void directoryMayHaveAnyName(String scheme) throws Exception {
        Path odd = directory.resolve("with space % and #");
        Files.createDirectories(odd.resolve("backupstore"));
        Files.write(odd.resolve("backupstore/object"), new byte[3]);
        String url = odd.toUri().toString().replaceFirst("file", scheme) + "?volume=v";

        try (BackupTarget target = Opening.target(url, NfsSettings.defaults());
                var object = target.open(new ObjectKey("backupstore/object"))) {
            assertThat(object.body().readAllBytes()).hasSize(3);
            assertThat(target.describe()).startsWith(scheme + "://").doesNotContain("?");
        }
    }

    @Test
    void settingsDoNotTellTheUrlOfTheirFileSystem() {
        NfsSettings settings = NfsSettings.defaults().withFileSystem(LocalFiles::manager, "sftp://me:secret@nas/x");

        assertThat(settings).asString().doesNotContain("secret");
    }
}
