package io.restorekit.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The store that Longhorn wrote. */
final class RecordedStore {
    private static final Path ROOT = Path.of(System.getProperty("restorekit.fixtures"));

    private static final Pattern BACKUP =
            Pattern.compile("\"name\": \"(backup-[0-9a-f]+)\",\\s+\"size\": (\\d+),\\s+\"sha256\": \"([0-9a-f]{64})\"");

    /**
     * A backup.
     *
     * @param sha256 of its first {@code size} bytes
     */
    record Golden(String backup, int size, String sha256) {}

    private RecordedStore() {}

    static SortedMap<String, byte[]> objects() throws IOException {
        Path store = ROOT.resolve("store");
        SortedMap<String, byte[]> objects = new TreeMap<>();
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                objects.put(store.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return objects;
    }

    static void copyTo(Bucket bucket) throws IOException {
        objects().forEach(bucket::put);
    }

    /** Every backup and what it restores, each chain in its order. */
    static List<Golden> backups() throws IOException {
        return BACKUP.matcher(Files.readString(ROOT.resolve("manifest.json")))
                .results()
                .map(found -> new Golden(found.group(1), Integer.parseInt(found.group(2)), found.group(3)))
                .toList();
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
