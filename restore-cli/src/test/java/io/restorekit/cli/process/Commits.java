package io.restorekit.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Watches a state directory for the temporary files of checkpoints; those of notes are none. */
final class Commits {
    private static final Pattern TEMPORARY = Pattern.compile("restorekit-[0-9]+-[0-9]+\\.tmp");

    private final Path directory;
    private Set<String> before = Set.of();

    Commits(Path volume) {
        directory = volume.resolveSibling(volume.getFileName() + ".restore");
    }

    /** Returns as soon as there is one that was not there before: no sooner than in the middle of a commit. */
    void awaitTemporary() {
        before = temporaries();
        Spin.until(this::isUnderWay, "a commit begins");
    }

    /** Whether the one that was awaited is still there: asked of a dead process, it never got its name. */
    boolean isUnderWay() {
        return !before.containsAll(temporaries());
    }

    private Set<String> temporaries() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> TEMPORARY.matcher(name).matches())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
