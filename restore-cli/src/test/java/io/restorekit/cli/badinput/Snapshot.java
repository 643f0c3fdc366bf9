package io.restorekit.cli.badinput;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hash of every file below a directory. */
record Snapshot(Map<Path, String> all) {

    static Snapshot of(Path directory) throws IOException {
        Map<Path, String> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                all.put(path, describe(path));
            }
        }
        return new Snapshot(all);
    }

    Map<Path, String> withoutState() {
        return only(path -> !isState(path));
    }

    Map<Path, String> withoutStateAnd(Path volume) {
        return only(path -> !isState(path) && !path.equals(volume));
    }

    Map<Path, String> restorePoints() {
        return only(path -> path.endsWith("restore-point"));
    }

    private Map<Path, String> only(Predicate<Path> wanted) {
        return all.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isState(Path path) {
        for (Path name : path) {
            if (name.toString().endsWith(".restore") || name.toString().endsWith(".restore-lock")) {
                return true;
            }
        }
        return false;
    }

    private static String describe(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Files.isDirectory(path) ? "a directory" : "neither file nor directory";
        }
        try (InputStream in = Files.newInputStream(path)) {
            DigestInputStream hashed = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            hashed.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(hashed.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
