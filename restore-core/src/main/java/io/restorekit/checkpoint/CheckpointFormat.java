package io.restorekit.checkpoint;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Digest;
import io.restorekit.backup.Manifest;
import io.restorekit.volume.VolumeIdentity;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A checkpoint as text; the two block maps it names lie in files of their own. */
final class CheckpointFormat {

    private CheckpointFormat() {}

    /** Finds a packed block map by the digest of its content. */
    interface Maps {
        BlockMap load(Digest digest) throws IOException, DamagedException;
    }

    /**
     * The digests that a checkpoint names.
     *
     * @param believed of the packed block map that is believed
     * @param goal of the goal's
     */
    record Named(Digest believed, Digest goal) {
        Set<Digest> digests() {
            return believed.equals(goal) ? Set.of(goal) : Set.of(believed, goal);
        }
    }

    static byte[] bytes(Checkpoint checkpoint, Named named, Owner owner, Unreleased unreleased, Instant now) {
        Claim claim = checkpoint.claim();
        VolumeIdentity volume = checkpoint.volume();
        return new CheckedText()
                .put("place", checkpoint.source().place())
                .put("volume", checkpoint.source().volume())
                .put("volume-id", volume.id())
                .put("volume-commit", volume.lastCommit())
                .put("volume-modified", Nanos.text(volume.modifiedNanos()))
                .put("standing", claim.standing().name().toLowerCase(Locale.ROOT))
                .put("goal", claim.goal().backup())
                .put("goal-manifest", named.goal())
                .put(
                        "goal-snapshot",
                        claim.goal().snapshotAt().map(Instant::toString).orElse(""))
                .put("believed", named.believed())
                .put("base", claim.base().map(Manifest::backup).orElse(""))
                .put(
                        "base-snapshot",
                        claim.base()
                                .flatMap(Manifest::snapshotAt)
                                .map(Instant::toString)
                                .orElse(""))
                .put("stage", checkpoint.stage())
                .put("blocks", claim.goal().blocks().blocks())
                .put("low-watermark", claim.progress().lowWatermark())
                .put("pending", claim.progress().pending())
                .put("owner", owner)
                .put("boot", owner.boot())
                .put("unreleased", unreleased)
                .put("saved", now)
                .bytes();
    }

    static Named named(CheckedText text) throws DamagedException {
        return new Named(text.get("believed", Digest::parse), text.get("goal-manifest", Digest::parse));
    }

    /** Who ended without a last commit, counting the one that wrote this. */
    static Unreleased unreleased(CheckedText text) throws DamagedException {
        Unreleased before = text.find("unreleased", Unreleased::parse).orElse(Unreleased.NONE);
        return standing(text).isOrderly() ? before : before.and(text.get("boot"));
    }

    private static Claim.Standing standing(CheckedText text) throws DamagedException {
        return text.get("standing", value -> Claim.Standing.valueOf(value.toUpperCase(Locale.ROOT)));
    }

    static Checkpoint parse(CheckedText text, Maps maps) throws IOException, DamagedException {
        Named named = named(text);
        BlockMap goal = maps.load(named.goal());
        if (goal.nextDifference(0, goal) < goal.blocks()) {
            throw new DamagedException("the goal's manifest has blocks that nobody knows");
        }
        Optional<Instant> snapshotAt = text.find("goal-snapshot", Instant::parse);
        try {
            BlockMap believed = maps.load(named.believed());
            Optional<Instant> baseAt = text.findSince("base-snapshot", Instant::parse);
            Claim claim = new Claim(
                    standing(text),
                    believed,
                    new Manifest(text.get("goal"), goal, snapshotAt),
                    new Progress(text.get("low-watermark", Integer::parseInt), text.get("pending", Ranges::parse)),
                    standing(text) == Claim.Standing.STAGING
                            ? Optional.of(new Manifest(text.get("base"), believed, baseAt))
                            : Optional.empty());
            long stage = text.findSince("stage", Long::parseLong).orElse(0L);
            return new Checkpoint(new Source(text.get("place"), text.get("volume")), volume(text), claim, stage);
        } catch (IllegalArgumentException e) {
            throw new DamagedException("the checkpoint contradicts itself: " + e.getMessage(), e);
        }
    }

    private static VolumeIdentity volume(CheckedText text) throws DamagedException {
        return new VolumeIdentity(
                text.get("volume-id"),
                text.get("volume-commit", Long::parseLong),
                text.get("volume-modified", Nanos::parse));
    }
}
