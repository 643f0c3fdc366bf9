package io.restorekit.engine;

import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.stage.Stage;
import java.util.HashSet;
import java.util.Set;

/** How much a stage can take at the most: equal blocks once, each as long as the store may have it. */
final class StageRoom {
    private StageRoom() {}

    /** Of all blocks that may have to be fetched; those that have to be measured first perhaps not at all. */
    static long most(BackupCatalog catalog, BlockMap from, BlockMap goal) {
        return bytes(catalog, from, goal, true);
    }

    /** Of those that surely have to be fetched. */
    static long sure(BackupCatalog catalog, BlockMap from, BlockMap goal) {
        return bytes(catalog, from, goal, false);
    }

    private static long bytes(BackupCatalog catalog, BlockMap from, BlockMap goal, boolean measured) {
        Set<Digest> wanted = new HashSet<>();
        for (int block = from.nextDifference(0, goal);
                block < goal.blocks();
                block = from.nextDifference(block + 1, goal)) {
            if ((measured || !from.isUnknown(block)) && goal.content(block) instanceof Content.Data data) {
                wanted.add(data.digest());
            }
        }
        return Stage.room(wanted.size(), catalog.mostPacked(goal.blockSize()));
    }
}
