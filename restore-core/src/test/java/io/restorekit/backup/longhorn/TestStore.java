package io.restorekit.backup.longhorn;

import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.Digest;
import io.restorekit.target.ObjectKey;
import io.restorekit.testing.DirectoryTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/** A store in a directory with one volume, written by hand so that it can be wrong in any way. */
final class TestStore {
    static final String VOLUME = "vol-1";
    static final int BLOCK = 64 << 10;

    final DirectoryTarget target;
    final Layout layout = new Layout(VOLUME);

    TestStore(Path root) {
        target = new DirectoryTarget(root);
    }

    LonghornStore store() {
        return new LonghornStore(target);
    }

    BackupCatalog catalog() {
        return store().catalog(VOLUME, Optional.empty());
    }

    /** A volume of four blocks. */
    TestStore volume(String lastBackup) {
        return write(layout.volumeConfig(), """
                {"Name":"vol-1","Size":"262144","LastBackupName":"%s","CompressionMethod":"\\"none\\""}""".formatted(lastBackup));
    }

    /** A complete backup without blocks, made when its snapshot was. */
    TestStore backup(String name, String snapshotAt) {
        return backup(name, snapshotAt, snapshotAt);
    }

    TestStore backup(String name, String snapshotAt, String createdAt) {
        return write(layout.backupConfig(name), """
                {"Name":"%s","VolumeName":"vol-1","SnapshotCreatedAt":"%s","CreatedTime":"%s","Size":"0",
                "Labels":{"deep":[{"er":1}]},"Parameters":{"backup-block-size":"64Ki"},"Blocks":null}""".formatted(name, snapshotAt, createdAt));
    }

    /** A backup whose first block is this one. */
    TestStore backup(String name, Digest first) {
        return write(layout.backupConfig(name), """
                {"Blocks":[{"Offset":0,"BlockChecksum":"%s"}],"CreatedTime":"2026-01-01T00:00:00Z","Name":"%s",
                "Parameters":{"backup-block-size":"65536"},"Size":"65536","VolumeName":"vol-1"}""".formatted(first, name));
    }

    TestStore write(ObjectKey key, String content) {
        return write(key, content.getBytes(StandardCharsets.UTF_8));
    }

    TestStore write(ObjectKey key, byte[] content) {
        try {
            Files.createDirectories(target.path(key).getParent());
            Files.write(target.path(key), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestStore modified(ObjectKey key, String time) {
        try {
            Files.setLastModifiedTime(target.path(key), FileTime.from(Instant.parse(time)));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
