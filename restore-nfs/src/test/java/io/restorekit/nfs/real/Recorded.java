package io.restorekit.nfs.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A backup that Longhorn wrote.
 *
 * @param sha256 of its first {@code size} bytes
 */
record Recorded(String volume, String backup, int size, String sha256) {
    private static final Path FIXTURES = Path.of(System.getProperty("restorekit.fixtures"));
    private static final Pattern BACKUP =
            Pattern.compile("\"name\": \"(backup-[0-9a-f]+)\",\\s+\"size\": (\\d+),\\s+\"sha256\": \"([0-9a-f]{64})\"");

    /** Every backup, each chain in its order. */
    static List<Recorded> all() throws IOException {
        return BACKUP.matcher(Files.readString(FIXTURES.resolve("manifest.json")))
                .results()
                .map(found -> new Recorded(
                        volumeOf(found.group(1)), found.group(1), Integer.parseInt(found.group(2)), found.group(3)))
                .toList();
    }

    /** Copies the store, with all its backups. */
    static void copyTo(Path directory) throws IOException {
        Path store = FIXTURES.resolve("store");
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(store.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static String volumeOf(String backup) {
        try (Stream<Path> files = Files.walk(FIXTURES.resolve("store"))) {
            return files.filter(file -> file.endsWith("backups/backup_" + backup + ".cfg"))
                    .map(file -> file.getParent().getParent().getFileName().toString())
                    .findAny()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
