package io.restorekit.checkpoint;

import io.restorekit.checkpoint.CheckpointException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A checkpoint as somebody sees it who does not own it: nothing is locked, taken over or written. Its owner may go on
 * meanwhile; what is seen is one of its commits.
 *
 * @param owner who saved it, in words
 * @param restorePoint what the record of the restore point says; nobody looked at the volume
 */
public record CheckpointView(Checkpoint checkpoint, String owner, Instant saved, Optional<RestorePoint> restorePoint) {
    /** An owner who commits deletes the block maps of the commit before: then the next commit is looked at. */
    private static final int ATTEMPTS = 20;

    /**
     * Empty where the directory holds no checkpoint, or does not exist.
     *
     * @throws CheckpointException with kind {@code NEWER_FORMAT} if a newer version wrote it, {@code UNSAVED} if it cannot
     *     be read
     * @throws DamagedException if it is not what was written
     */
    public static Optional<CheckpointView> of(Path path) throws CheckpointException, DamagedException {
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        StateDirectory directory = new StateDirectory(path, "nobody");
        try {
            for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
                try {
                    return look(directory);
                } catch (DamagedException e) {
                    // Perhaps its owner was faster.
                }
            }
            return look(directory);
        } catch (IOException e) {
            throw new CheckpointException(Kind.UNSAVED, "the state directory " + path + " cannot be read", e);
        }
    }

    private static Optional<CheckpointView> look(StateDirectory directory)
            throws IOException, CheckpointException, DamagedException {
        CheckpointFiles files = new CheckpointFiles(directory);
        Optional<CheckedText> text = files.newest();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CheckpointView(
                CheckpointFormat.parse(text.get(), new PackedManifests(directory)),
                text.get().get("owner"),
                text.get().get("saved", Instant::parse),
                files.restorePoint()));
    }
}
