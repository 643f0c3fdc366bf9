package io.restorekit.api;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What to restore, where to, and from what.
 *
 * @param url the backup target, in Longhorn's form; its query names the volume in the store
 * @param goal the backup wanted
 * @param volume the local file or block device
 * @param stateDirectory where the checkpoint is kept; empty = {@code <volume>.restore} beside the volume,
 *     which a device must not have: beside it is memory
 * @param baseline what the volume may be believed to hold where there is no checkpoint
 * @param backingImage the raw bytes of the backing image that the volume was made from, if it was
 * @param discardState forget a checkpoint that is there
 * @param overwriteInUse write to a device although it is mounted or somebody else uses it; what they read and write then is
 *     damaged
 */
public record RestoreRequest(
        String url,
        Goal goal,
        Path volume,
        Optional<Path> stateDirectory,
        Baseline baseline,
        Optional<Path> backingImage,
        boolean discardState,
        boolean overwriteInUse,
        RestoreOptions options) {

    public RestoreRequest {
        Objects.requireNonNull(url);
        Objects.requireNonNull(goal);
        Objects.requireNonNull(volume);
        Objects.requireNonNull(stateDirectory);
        Objects.requireNonNull(baseline);
        Objects.requireNonNull(backingImage);
        Objects.requireNonNull(options);
    }

    /**
     * A restore of the backup that the URL names ({@code backup=…}), or of the newest one where it names none.
     *
     * @param url for example {@code s3://bucket@region/path?volume=V&backup=B}
     * @throws IllegalArgumentException if the backup's name is not valid
     */
    public static RestoreRequest of(String url, Path volume) {
        Goal goal = backupIn(url).map(Goal::exactly).orElseGet(Goal::newest);
        return new RestoreRequest(
                url,
                goal,
                volume,
                Optional.empty(),
                Baseline.auto(),
                Optional.empty(),
                false,
                false,
                RestoreOptions.DEFAULT);
    }

    public RestoreRequest withGoal(Goal other) {
        return new RestoreRequest(
                url, other, volume, stateDirectory, baseline, backingImage, discardState, overwriteInUse, options);
    }

    public RestoreRequest withStateDirectory(Path directory) {
        return new RestoreRequest(
                url,
                goal,
                volume,
                Optional.of(directory),
                baseline,
                backingImage,
                discardState,
                overwriteInUse,
                options);
    }

    public RestoreRequest withBaseline(Baseline other) {
        return new RestoreRequest(
                url, goal, volume, stateDirectory, other, backingImage, discardState, overwriteInUse, options);
    }

    public RestoreRequest withBackingImage(Path image) {
        return new RestoreRequest(
                url, goal, volume, stateDirectory, baseline, Optional.of(image), discardState, overwriteInUse, options);
    }

    public RestoreRequest withDiscardState(boolean discard) {
        return new RestoreRequest(
                url, goal, volume, stateDirectory, baseline, backingImage, discard, overwriteInUse, options);
    }

    /** A device that is in use is refused otherwise. */
    public RestoreRequest withOverwriteInUse(boolean allowed) {
        return new RestoreRequest(
                url, goal, volume, stateDirectory, baseline, backingImage, discardState, allowed, options);
    }

    public RestoreRequest withOptions(RestoreOptions other) {
        return new RestoreRequest(
                url, goal, volume, stateDirectory, baseline, backingImage, discardState, overwriteInUse, other);
    }

    /** The state directory that is used. */
    public Path state() {
        return stateDirectory.orElseGet(() -> volume.resolveSibling(volume.getFileName() + ".restore"));
    }

    private static Optional<String> backupIn(String url) {
        int query = url.indexOf('?');
        if (query < 0) {
            return Optional.empty();
        }
        for (String pair : url.substring(query + 1).split("&")) {
            if (pair.startsWith("backup=") && pair.length() > 7) {
                return Optional.of(pair.substring(7));
            }
        }
        return Optional.empty();
    }
}
