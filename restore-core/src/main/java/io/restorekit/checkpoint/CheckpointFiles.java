package io.restorekit.checkpoint;

import io.restorekit.backup.Digest;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds and reads what owners left in a state directory, and deletes what nothing names. */
final class CheckpointFiles {
    static final String RESTORE_POINT = "restore-point";

    private static final Logger log = LoggerFactory.getLogger(CheckpointFiles.class);

    private final StateDirectory directory;

    /**
     * The checkpoint that is believed.
     *
     * @param named the block maps that it names
     * @param restored what it says the volume holds completely
     * @param empty files of later owners who never committed
     */
    record Newest(
            Loaded loaded,
            Unreleased unreleased,
            Set<Digest> named,
            Optional<RestorePoint> restored,
            List<String> empty) {

        Newest(Loaded loaded, List<String> empty) {
            this(loaded, Unreleased.NONE, Set.of(), Optional.empty(), empty);
        }
    }

    CheckpointFiles(StateDirectory directory) {
        this.directory = directory;
    }

    /** Whatever is of a newer format, in whichever file, makes the whole directory one to leave alone. */
    void refuseNewer() throws IOException, CheckpointException {
        for (String name : directory.names()) {
            if (Ownership.isFile(name) || name.equals(RESTORE_POINT)) {
                try {
                    read(name);
                } catch (DamagedException e) {
                    log.debug("{} in {} is damaged", name, directory.path(), e);
                }
            }
        }
    }

    /** Those of epochs before this one, oldest first. */
    List<String> before(long epoch) throws IOException {
        return directory.names().stream()
                .filter(name -> Ownership.isFile(name) && Ownership.epoch(name) < epoch)
                .sorted(Comparator.comparingLong(Ownership::epoch))
                .toList();
    }

    /** The newest that is not empty. */
    Optional<CheckedText> newest() throws IOException, DamagedException, CheckpointException {
        List<String> files = before(Long.MAX_VALUE);
        Optional<CheckedText> found = Optional.empty();
        for (int i = files.size() - 1; i >= 0 && found.isEmpty(); i--) {
            found = read(files.get(i));
        }
        return found;
    }

    /** The newest that is not empty, of the epochs before this one; where it is damaged, no other is. */
    Newest newest(long epoch, String boot, CheckpointFormat.Maps maps) throws IOException, CheckpointException {
        List<String> files = before(epoch);
        List<String> empty = new ArrayList<>();
        for (int i = files.size() - 1; i >= 0; i--) {
            try {
                Optional<CheckedText> text = read(files.get(i));
                if (text.isPresent()) {
                    return found(text.get(), boot, maps, empty);
                }
                empty.add(files.get(i));
            } catch (DamagedException e) {
                return new Newest(new Loaded.Damaged(e.getMessage()), empty);
            }
        }
        return new Newest(new Loaded.None(), empty);
    }

    private static Newest found(CheckedText text, String boot, CheckpointFormat.Maps maps, List<String> empty)
            throws IOException, DamagedException {
        CheckpointFormat.Named named = CheckpointFormat.named(text);
        Unreleased unreleased = CheckpointFormat.unreleased(text);
        Checkpoint checkpoint = CheckpointFormat.parse(text, maps);
        Optional<RestorePoint> restored =
                checkpoint.claim().complete().map(complete -> RestorePoint.of(checkpoint, named));
        Loaded found = new Loaded.Found(checkpoint, unreleased.in(boot), unreleased.elsewhereThan(boot));
        return new Newest(found, unreleased, named.digests(), restored, empty);
    }

    void write(RestorePoint point) throws IOException {
        directory.replace(RESTORE_POINT, point.bytes());
    }

    /** Empty also if the record is damaged. */
    Optional<RestorePoint> restorePoint() throws IOException, CheckpointException {
        try {
            Optional<CheckedText> text = read(RESTORE_POINT);
            return text.isEmpty() ? Optional.empty() : Optional.of(RestorePoint.parse(text.get()));
        } catch (DamagedException e) {
            log.debug("The restore point in {} is not believed", directory.path(), e);
            return Optional.empty();
        }
    }

    /** Deletes other block maps, and what writers left half done. */
    void deleteUnnamed(Set<Digest> named) throws IOException {
        List<String> files = named.stream().map(PackedManifests::file).toList();
        directory.delete(directory.names().stream()
                .filter(name ->
                        StateDirectory.isTemporary(name) || PackedManifests.isFile(name) && !files.contains(name))
                .toList());
    }

    /** Empty for a file that is empty or not there. */
    private Optional<CheckedText> read(String name) throws IOException, DamagedException, CheckpointException {
        Optional<byte[]> bytes = directory.read(name, CheckedText.MOST_BYTES + 1);
        if (bytes.isEmpty() || bytes.get().length == 0) {
            return Optional.empty();
        }
        return Optional.of(CheckedText.parse(name, bytes.get()));
    }
}
