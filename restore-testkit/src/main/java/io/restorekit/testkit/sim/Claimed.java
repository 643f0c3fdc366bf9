package io.restorekit.testkit.sim;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.testkit.sim.store.Palette;
import java.util.BitSet;

/**
 * What a durable checkpoint claims.
 *
 * @param blocks those that it says hold the goal's content
 */
record Claimed(String goal, Claim.Standing standing, BlockMap contents, BitSet blocks) {

    static Claimed of(Claim claim) {
        if (claim.complete().isPresent()) {
            return whole(claim.standing(), claim.complete().get());
        }
        BlockMap goal = claim.goal().blocks();
        BitSet held = new BitSet();
        for (int block = 0; block < goal.blocks(); block++) {
            held.set(block, claim.progress().isDone(block) || claim.believed().agrees(block, goal));
        }
        return new Claimed(claim.goal().backup(), claim.standing(), goal, held);
    }

    private static Claimed whole(Claim.Standing standing, Manifest complete) {
        BitSet held = new BitSet();
        held.set(0, complete.blocks().blocks());
        return new Claimed(complete.backup(), standing, complete.blocks(), held);
    }

    void check(Durable durable) {
        blocks.stream().forEach(block -> {
            byte[] wanted = contents.content(block) instanceof Content.Data data
                    ? Palette.content(data.digest()).orElseThrow()
                    : new byte[contents.blockSize()];
            if (!durable.holds(contents.offset(block), wanted)) {
                throw new Violation(Invariant.CLAIMED_IS_DURABLE, "block " + block + " of " + goal + ", " + standing);
            }
        });
    }

    /** The volume holds a backup completely, and is not written. */
    boolean isWhole() {
        return standing != Claim.Standing.APPLYING
                && standing != Claim.Standing.OPEN
                && standing != Claim.Standing.STOPPED;
    }

    /** True also where the goals differ, be it because the manifest of one was damaged on its way. */
    boolean coversAllOf(Claimed earlier) {
        BitSet lost = (BitSet) earlier.blocks.clone();
        lost.andNot(blocks);
        return !goal.equals(earlier.goal) || !contents.equals(earlier.contents) || lost.isEmpty();
    }

    @Override
    public String toString() {
        return goal + " " + standing + " " + blocks;
    }
}
