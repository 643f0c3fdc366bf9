package io.restorekit.volume;

import io.restorekit.volume.VolumeException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A volume as it was at a glance, for somebody who will not write to it. */
public record VolumeSight(long size, Optional<VolumeIdentity> identity) {

    /**
     * What the file at a path is; empty where there is none.
     *
     * @throws VolumeException as {@link FileVolume#openExisting}
     */
    public static Optional<VolumeSight> of(Path path) throws VolumeException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            checkRegular(path, attributes);
            return Optional.of(
                    new VolumeSight(attributes.size(), identity(path, new VolumeLabel(path), attributes.fileKey())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw OpenFailure.of(path, "the volume " + path + " cannot be looked at", e);
        }
    }

    static Optional<VolumeIdentity> identity(Path path, VolumeLabel label, @Nullable Object fileKey)
            throws IOException {
        long modified = Files.getLastModifiedTime(path).to(TimeUnit.NANOSECONDS);
        if (!label.kept()) {
            return Optional.of(new VolumeIdentity("inode:" + inode(fileKey), -1, modified));
        }
        return label.read().map(value -> new VolumeIdentity(value.id().toString(), value.commit(), modified));
    }

    static void checkRegular(Path path, BasicFileAttributes attributes) throws VolumeException {
        if (!attributes.isRegularFile()) {
            String what = attributes.isDirectory() ? "is a directory" : "is a device; devices are not supported yet";
            throw new VolumeException(Kind.UNUSABLE, path + " " + what + ": name a regular file", null);
        }
    }

    private static String inode(@Nullable Object fileKey) {
        return String.valueOf(fileKey).replaceFirst(".*ino=([0-9]+).*", "$1");
    }
}
