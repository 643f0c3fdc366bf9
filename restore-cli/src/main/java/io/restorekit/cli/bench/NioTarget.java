package io.restorekit.cli.bench;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Unavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory read with nothing but NIO, and no care: the speed that an adapter for directories is measured against. */
final class NioTarget implements BackupTarget {
    private final Path root;

    NioTarget(Path root) {
        this.root = root;
    }

    @Override
    public NioObject open(ObjectKey key) throws TargetException {
        try {
            return new NioObject(FileChannel.open(path(key), StandardOpenOption.READ));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public Listing list(ObjectKey folder, Optional<String> page) throws TargetException {
        try (Stream<Path> files = Files.list(path(folder))) {
            List<Listing.Entry> entries = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                entries.add(entry(file));
            }
            return new Listing(entries, Optional.empty());
        } catch (NoSuchFileException e) {
            return new Listing(List.of(), Optional.empty());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void put(ObjectKey key, byte[] content) throws TargetException {
        try {
            Files.createDirectories(path(key).resolve("..").normalize());
            Files.write(path(key), content);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void delete(ObjectKey key) throws TargetException {
        try {
            Files.deleteIfExists(path(key));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public String describe() {
        return "nio://" + root;
    }

    @Override
    public void close() {}

    private static Listing.Entry entry(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        return Files.isDirectory(file)
                ? new Listing.FolderEntry(name)
                : new Listing.ObjectEntry(
                        name, Files.size(file), Files.getLastModifiedTime(file).toInstant());
    }

    private static TargetException failure(IOException e) {
        return e instanceof NoSuchFileException
                ? new Missing(e.toString(), e)
                : new Unavailable(Cause.OTHER, e.toString(), e);
    }

    private Path path(ObjectKey key) {
        return root.resolve(key.path());
    }
}
