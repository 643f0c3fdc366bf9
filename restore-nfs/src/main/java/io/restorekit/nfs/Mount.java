package io.restorekit.nfs;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A line of the mount table.
 *
 * @param point where it shows
 * @param source what is mounted: for NFS {@code server:/path}
 * @param options as the kernel tells them, those that were left out included
 */
record Mount(String point, String type, String source, List<String> options) {
    private static final Set<String> NFS = Set.of("nfs", "nfs4");

    boolean isNfs() {
        return NFS.contains(type);
    }

    /** What waits to be touched, to mount something there. */
    boolean isAutomount() {
        return type.equals("autofs");
    }

    boolean has(String option) {
        return options.contains(option);
    }

    /** The number behind {@code name=}. */
    OptionalInt number(String name) {
        return options.stream()
                .filter(option -> option.matches(name + "=\\d{1,9}"))
                .mapToInt(option -> Integer.parseInt(option.substring(name.length() + 1)))
                .findFirst();
    }

    /** {@code 36 35 0:52 / /mnt/point rw,relatime shared:1 - nfs4 server:/export rw,…}. */
    static Optional<Mount> parse(String line) {
        String[] fields = line.split(" ");
        int dash = Arrays.asList(fields).indexOf("-");
        if (dash < 6 || fields.length < dash + 3) {
            return Optional.empty();
        }
        List<String> options = fields.length > dash + 3 ? List.of(fields[dash + 3].split(",")) : List.of();
        return Optional.of(new Mount(
                MountTable.unescape(fields[4]), fields[dash + 1], MountTable.unescape(fields[dash + 2]), options));
    }
}
