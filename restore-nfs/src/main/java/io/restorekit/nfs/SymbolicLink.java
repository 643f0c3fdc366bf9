package io.restorekit.nfs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Symbolic links in a folder of a store: somebody else's, and no reason to believe less of the files beside them. */
final class SymbolicLink {
    /** As many as Linux follows. */
    private static final int MOST_STEPS = 40;

    private SymbolicLink() {}

    /** What the link leads to; nothing if that is nowhere, forbidden, or out of the root. */
    static Optional<BasicFileAttributes> follow(Path root, Path link) throws IOException {
        Path inside = root.toRealPath();
        try {
            return link.toRealPath().startsWith(inside)
                    ? Optional.of(Files.readAttributes(link, BasicFileAttributes.class))
                    : Optional.empty();
        } catch (NoSuchFileException | AccessDeniedException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (goesRound(link)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** By following it step by step: the type of the failure does not tell a circle from an outage. */
    private static boolean goesRound(Path link) throws IOException {
        Path at = link;
        for (int i = 0; i < MOST_STEPS; i++) {
            if (i > 0 && at.startsWith(link)) {
                return true;
            }
            if (!Files.isSymbolicLink(at)) {
                return false;
            }
            at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
        }
        return true;
    }
}
