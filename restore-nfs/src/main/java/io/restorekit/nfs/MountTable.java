package io.restorekit.nfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mounts that this process sees, as {@code /proc/self/mountinfo} lists them. The kernel names an NFS mount by all
 * of its path on the server, also a bind mount of a folder in it, so the field "root" is not needed.
 */
final class MountTable {
    private static final Path SYSTEM = Path.of("/proc/self/mountinfo");
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7]{2})");

    /** Reads the mount table anew. */
    interface Source {
        MountTable read() throws IOException;
    }

    private record Found(Export export, Path directory) {}

    private static final Comparator<Found> NEAREST =
            Comparator.comparingInt(found -> found.export().path().length());

    private final List<Mount> mounts;

    private MountTable(List<Mount> mounts) {
        this.mounts = mounts;
    }

    static MountTable system() throws IOException {
        return parse(Files.readString(SYSTEM, StandardCharsets.ISO_8859_1));
    }

    /** @param text the table, one byte a char: its escapes stand for bytes */
    static MountTable parse(String text) {
        Map<String, Mount> visible = new LinkedHashMap<>();
        text.lines().flatMap(line -> Mount.parse(line).stream()).forEach(mount -> {
            visible.remove(mount.point());
            visible.put(mount.point(), mount);
        });
        return new MountTable(new ArrayList<>(visible.values()));
    }

    /** The directory in which the export shows: by the mount that is nearest to it, the latest of equals. */
    Optional<Path> directory(Export wanted) {
        return mounts.stream()
                .filter(Mount::isNfs)
                .flatMap(mount -> found(mount, wanted).stream())
                .reduce((a, b) -> NEAREST.compare(a, b) > 0 ? a : b)
                .map(Found::directory);
    }

    /** The mount that a directory lies on. */
    Optional<Mount> under(Path directory) {
        return mounts.stream()
                .filter(mount -> liesBelow(directory, mount.point()))
                .max(Comparator.comparingInt(mount -> mount.point().length()));
    }

    private static boolean liesBelow(Path directory, String point) {
        try {
            return directory.startsWith(Path.of(point));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Optional<Found> found(Mount mount, Export wanted) {
        Optional<Export> export = Export.parse(mount.source());
        try {
            return export.flatMap(wanted::below)
                    .map(rest -> new Found(export.get(), Path.of(mount.point()).resolve(rest)));
        } catch (InvalidPathException e) {
            // This process's encoding lacks a letter of the name: to it the mount is not there.
            return Optional.empty();
        }
    }

    static String unescape(String field) {
        Matcher matcher = OCTAL.matcher(field);
        String bytes = matcher.replaceAll(
                found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 8))));
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
