package io.restorekit.nfs;

import io.restorekit.target.Listing;
import io.restorekit.target.Listing.Entry;
import io.restorekit.target.Listing.FolderEntry;
import io.restorekit.target.Listing.ObjectEntry;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists a folder. Not through VFS: below it stands {@link java.io.File#list}, which shows a listing that broke off in
 * the middle as if it were whole, and a listing decides what is missing.
 */
final class FolderPage {
    static final int SIZE = 1000;

    /** Some servers list in a circle. */
    private static final int MOST = 2_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(FolderPage.class);

    private FolderPage() {}

    /**
     * @param folder by its real path
     * @param page the last name of the page before
     */
    static Listing read(Path root, Path folder, Optional<String> page) throws IOException {
        NavigableMap<String, Path> files = files(folder);
        NavigableMap<String, Path> left =
                page.map(last -> files.tailMap(last, false)).orElse(files);
        List<String> names = left.keySet().stream().limit(SIZE).toList();
        List<Entry> entries = new ArrayList<>();
        Set<String> vanished = new HashSet<>();
        for (String name : names) {
            try {
                entry(root, left.get(name), name).ifPresent(entries::add);
            } catch (NoSuchFileException e) {
                vanished.add(name);
            }
        }
        requireGone(folder, vanished);
        return new Listing(entries, left.size() > SIZE ? Optional.of(names.get(SIZE - 1)) : Optional.empty());
    }

    /** What is listed still has not vanished: a cache contradicts itself, or the export was away for a while. */
    private static void requireGone(Path folder, Set<String> vanished) throws IOException {
        if (!vanished.isEmpty() && !Collections.disjoint(files(folder).keySet(), vanished)) {
            throw new FileSystemException(folder.toString(), null, "what it lists is absent");
        }
    }

    private static NavigableMap<String, Path> files(Path folder) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            return byName(folder, stream);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** A name that this process cannot spell leads to no path, so the path is kept. */
    static NavigableMap<String, Path> byName(Path folder, Iterable<Path> listed) throws IOException {
        NavigableMap<String, Path> files = new TreeMap<>();
        int count = 0;
        for (Path path : listed) {
            if (++count > MOST) {
                throw new FileSystemException(folder.toString(), null, "its listing does not end");
            }
            files.put(path.getFileName().toString(), path);
        }
        return files;
    }

    /**
     * Looks once more where it could not see: what a rename replaces can be absent or stale for an instant. Nothing for a link
     * that leads to nothing of the store; what still cannot be seen is an error of the listing, unless it has vanished.
     */
    private static Optional<Entry> entry(Path root, Path path, String name) throws IOException {
        try {
            return look(root, path, name);
        } catch (IOException e) {
            LOG.debug("Looking again: {}", e.toString());
            return look(root, path, name);
        }
    }

    private static Optional<Entry> look(Path root, Path path, String name) throws IOException {
        BasicFileAttributes own = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return own.isSymbolicLink()
                ? SymbolicLink.follow(root, path).flatMap(target -> entry(name, target))
                : entry(name, own);
    }

    private static Optional<Entry> entry(String name, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            return Optional.of(new FolderEntry(name));
        }
        return attributes.isRegularFile() && !Leftovers.isOne(name)
                ? Optional.of(new ObjectEntry(
                        name, attributes.size(), attributes.lastModifiedTime().toInstant()))
                : Optional.empty();
    }
}
