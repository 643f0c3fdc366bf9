package io.restorekit.testkit.s3;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A directory as a bucket: a key is a path in it. Unlike S3 it cannot hold {@code a} and {@code a/b} at once, nor keys
 * with empty or dotted segments; those are never there.
 */
final class DirectoryObjects implements ObjectStore {
    /** Ends the names of files that are being written; listings leave them out. */
    private static final String UNFINISHED = ".s3server-unfinished";

    private final Path root;

    DirectoryObjects(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Optional<StoredObject> get(String key) throws IOException {
        Optional<Path> file = file(key).filter(Files::isRegularFile);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            ObjectHead head = head(key, file.get());
            return Optional.of(new StoredObject(Files.readAllBytes(file.get()), head.etag(), head.modified()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void put(String key, byte[] content, Instant modified) throws IOException {
        Path file = file(key).orElseThrow(() -> new IOException("a directory cannot hold the key \"" + key + "\""));
        Path folder = file.resolve("..").normalize();
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "put", UNFINISHED);
        Files.write(unfinished, content);
        Files.setLastModifiedTime(unfinished, FileTime.from(modified));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String key) throws IOException {
        Optional<Path> file = file(key).filter(Files::isRegularFile);
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }

    @Override
    public List<ObjectHead> list(String prefix) throws IOException {
        Optional<Path> folder =
                prefix.contains("/") ? file(prefix.substring(0, prefix.lastIndexOf('/'))) : Optional.of(root);
        if (folder.filter(Files::isDirectory).isEmpty()) {
            return List.of();
        }
        List<ObjectHead> heads = new ArrayList<>();
        Files.walkFileTree(folder.get(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String key = root.relativize(file).toString();
                if (key.startsWith(prefix) && !key.endsWith(UNFINISHED) && Files.isRegularFile(file)) {
                    addHead(heads, key, file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        heads.sort(Comparator.comparing(ObjectHead::key, KEY_ORDER));
        return heads;
    }

    /** One that was deleted meanwhile is not there. */
    private static void addHead(List<ObjectHead> heads, String key, Path file) throws IOException {
        try {
            heads.add(head(key, file));
        } catch (NoSuchFileException e) {
            // Nothing to add.
        }
    }

    private static ObjectHead head(String key, Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Instant modified = attributes.lastModifiedTime().toInstant();
        String version = key + '\n' + attributes.size() + '\n' + modified;
        return new ObjectHead(key, attributes.size(), Hashes.md5(Hashes.utf8(version)), modified);
    }

    /** Where the key lies; empty if the key would lead elsewhere. */
    private Optional<Path> file(String key) {
        for (String segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.empty();
            }
        }
        return Optional.of(root.resolve(key));
    }
}
