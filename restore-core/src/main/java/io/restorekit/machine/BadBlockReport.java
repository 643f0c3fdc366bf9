package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome.BadBlock;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Manifest;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The blocks set aside, in the caller's words. */
public final class BadBlockReport {
    private static final int NAMED = 3;

    private BadBlockReport() {}

    /** One failure for all of them, that names the first. */
    static Failure failure(SortedMap<Integer, Failure> aside, Manifest goal) {
        List<BadBlock> blocks = list(aside, goal.blocks());
        String first = blocks.stream()
                .limit(NAMED)
                .map(block -> block.digest() + " at offset " + block.offset())
                .collect(Collectors.joining(", "));
        String more = blocks.size() > NAMED ? ", and " + (blocks.size() - NAMED) + " more" : "";
        Failure sample = aside.get(aside.firstKey());
        return new Failure(
                sample.kind(),
                blocks.size() + " blocks of backup " + goal.backup() + " cannot be restored: " + first + more + "; "
                        + sample.what(),
                "bring the blocks back into the store, choose another backup, or accept a volume without them");
    }

    static List<BadBlock> list(SortedMap<Integer, Failure> aside, BlockMap goal) {
        return aside.entrySet().stream().map(entry -> bad(entry, goal)).collect(Collectors.toList());
    }

    private static BadBlock bad(Map.Entry<Integer, Failure> entry, BlockMap goal) {
        return bad(goal, entry.getKey(), entry.getValue().kind());
    }

    public static BadBlock bad(BlockMap goal, int block, Failure.Kind kind) {
        String digest =
                goal.content(block) instanceof Content.Data data ? data.digest().toString() : "zeros";
        return new BadBlock(goal.offset(block), digest, kind);
    }
}
