package io.restorekit.engine;

import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.disk.Room;
import io.restorekit.engine.Parking.Parked;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import io.restorekit.stage.Stage;
import io.restorekit.volume.Volume;
import io.restorekit.volume.VolumeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The effects on a stage. Each runs on one of the volume's threads. */
final class StageEffects {
    /** A wish to stop is heard after so much has been read back. */
    private static final long PART = 64L << 20;

    private final BackupCatalog catalog;
    private final BufferPool buffers;
    private final Path directory;
    private final Path path;

    StageEffects(Surroundings around, BufferPool buffers) {
        this.catalog = around.catalog();
        this.buffers = buffers;
        this.directory = around.request().state();
        this.path = around.request().volume();
    }

    /** The buffer stays the caller's. */
    void write(Stage stage, Effect.Stage effect, Parked block) throws VolumeException, CheckpointException {
        try {
            stage.append(effect.digest(), block.buffer(), block.length());
        } catch (IOException e) {
            require(directory, block.length(), "the stage");
            throw unsaved(e);
        }
    }

    Event open(Stage stage, Effect.OpenStage effect) throws VolumeException, CheckpointException {
        try {
            stage.mend();
        } catch (IOException e) {
            throw unsaved(e);
        }
        BlockMap together = together(stage, effect.under(), effect.goal());
        require(directory, StageRoom.sure(catalog, together, effect.goal()), "the stage");
        return new Event.StageOpened(effect.ticket(), together);
    }

    /** At its end all of it has to be there, and room for what the volume has to grow by. */
    Event read(Stage stage, Volume volume, Effect.ReadStage effect) throws VolumeException, CheckpointException {
        try {
            Stage.Part part = stage.readBack(effect.from(), PART);
            if (part.next() < stage.end()) {
                return new Event.StageRead(effect.ticket(), OptionalLong.of(part.next()), part.good());
            }
            boolean whole = isWhole(together(stage, effect.under(), effect.goal()), effect.goal());
            if (volume.canGrow()) {
                require(path, growth(effect.under(), effect.goal()), "the volume");
            }
            return new Event.StageRead(effect.ticket(), OptionalLong.empty(), part.good() && whole);
        } catch (IOException e) {
            throw unsaved(e);
        }
    }

    /**
     * Takes a block out of the stage.
     *
     * @return its length; 0 if the stage does not hold it any more
     */
    int fetch(Stage stage, Effect.Fetch effect, byte[] into) throws BackupException {
        byte[] packed = buffers.take(catalog.mostPacked(effect.length()));
        try {
            Optional<Integer> count = stage.read(effect.digest(), packed);
            if (count.isPresent()) {
                catalog.unpack(effect.digest(), packed, count.get(), into, effect.length());
            }
            return count.isPresent() ? effect.length() : 0;
        } catch (BackupException e) {
            stage.drop(effect.digest());
            throw e;
        } finally {
            buffers.give(packed);
        }
    }

    /** What volume and stage hold together; zeros need no stage. */
    private static BlockMap together(Stage stage, BlockMap under, BlockMap goal) {
        BlockMap.Builder together = new BlockMap.Builder(under);
        for (int block = under.nextDifference(0, goal);
                block < goal.blocks();
                block = under.nextDifference(block + 1, goal)) {
            Content wanted = goal.content(block);
            if (!(wanted instanceof Content.Data data) || stage.holds(data.digest())) {
                together.set(block, wanted);
            }
        }
        return together.build();
    }

    /** What nobody knew of the volume was measured, or is in the stage: that was seen to when the transfer ended. */
    private static boolean isWhole(BlockMap together, BlockMap goal) {
        int block = together.nextDifference(0, goal);
        while (block < goal.blocks() && together.isUnknown(block)) {
            block = together.nextDifference(block + 1, goal);
        }
        return block == goal.blocks();
    }

    /** The most that a file which need not hold zeros can grow by. */
    private static long growth(BlockMap under, BlockMap goal) {
        long bytes = 0;
        for (int block = under.nextDifference(0, goal);
                block < goal.blocks();
                block = under.nextDifference(block + 1, goal)) {
            bytes += under.content(block) instanceof Content.Zero ? goal.length(block) : 0;
        }
        return bytes;
    }

    private static void require(Path place, long bytes, String what) throws VolumeException {
        if (bytes > 0 && Room.isShort(place, bytes)) {
            throw new VolumeException(
                    VolumeException.Kind.FULL,
                    "there is no room for " + what + ": it can take " + bytes + " bytes in " + place,
                    null);
        }
    }

    private CheckpointException unsaved(IOException cause) {
        return new CheckpointException(
                CheckpointException.Kind.UNSAVED,
                "the stage in " + directory + " cannot be used: check its disk",
                cause);
    }
}
