package io.restorekit.nfs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a writer that died before its rename leaves behind: {@code <name>.tmp.<number>}. Nobody reads it. Only those of
 * locks are deleted, for only of a lock is it known that nobody waits for it: one that is renamed so late would have expired.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Pattern ANY = Pattern.compile(".*\\.tmp\\.\\d+");
    private static final Pattern LOCK = Pattern.compile("lock-[0-9a-f]{16}\\.lck");
    private static final Pattern OF_LOCK = Pattern.compile(LOCK + "\\.tmp\\.\\d+");

    /** Far beyond the 150 s that a lock lasts. */
    private static final Duration LIFE = Duration.ofHours(1);

    private Leftovers() {}

    static boolean isOne(String name) {
        return ANY.matcher(name).matches();
    }

    /**
     * Deletes those beside a lock that was just written. What is old is told by its time, for both times are the server's.
     * What cannot be deleted stays: the lock does not depend on it.
     */
    static void sweepBeside(Path written) {
        if (!LOCK.matcher(written.getFileName().toString()).matches()) {
            return;
        }
        Path folder = Objects.requireNonNull(written.getParent());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Leftovers::isOfLock)) {
            Instant now = Files.getLastModifiedTime(written).toInstant();
            for (Path file : files) {
                sweep(file, now);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("What writers left in {} stays", folder, e);
        }
    }

    private static boolean isOfLock(Path file) {
        return OF_LOCK.matcher(file.getFileName().toString()).matches();
    }

    private static void sweep(Path file, Instant now) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Duration age = Duration.between(found.lastModifiedTime().toInstant(), now);
        if (found.isRegularFile() && age.compareTo(LIFE) > 0) {
            Files.deleteIfExists(file);
        }
    }
}
