package io.restorekit.engine;

import io.restorekit.api.RestorePlan;
import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.machine.Plan;
import io.restorekit.machine.Way;
import java.util.HashSet;
import java.util.Set;

/** Adds up what a plan has left to do. */
final class PlanFigures {
    private final Set<Digest> fetched = new HashSet<>();
    private long measureBytes;
    private long fetchBytes;
    private long writeBytes;
    private long zeroBytes;

    private PlanFigures() {}

    static RestorePlan of(Plan plan, String basis, BackupCatalog catalog) {
        PlanFigures figures = new PlanFigures();
        BlockMap wanted = plan.goal().blocks();
        for (int block = plan.believed().nextDifference(0, wanted);
                block < wanted.blocks();
                block = plan.believed().nextDifference(block + 1, wanted)) {
            if (!plan.progress().isDone(block)) {
                figures.add(block, wanted, plan.believed().isUnknown(block));
            }
        }
        return new RestorePlan(
                plan.goal().backup(),
                basis,
                wanted.volumeSize(),
                figures.measureBytes,
                figures.fetched.size(),
                figures.fetchBytes,
                figures.writeBytes,
                figures.zeroBytes,
                plan.way() instanceof Way.Staging staging ? StageRoom.most(catalog, staging.under(), wanted) : 0,
                plan.sample().isPresent());
    }

    private void add(int block, BlockMap wanted, boolean unknown) {
        int length = wanted.length(block);
        measureBytes += unknown ? length : 0;
        if (wanted.content(block) instanceof Content.Data data) {
            writeBytes += length;
            fetchBytes += fetched.add(data.digest()) ? wanted.blockSize() : 0;
        } else {
            zeroBytes += length;
        }
    }
}
