package io.restorekit.testkit.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/** How an image changes from backup to backup, as a plan says. */
final class ImageHistory {
    private final ChainPlan plan;
    private final Random random;
    private final List<List<Long>> images = new ArrayList<>();
    private long fresh = BlockImage.ZEROS + 1;

    ImageHistory(ChainPlan plan) {
        this.plan = plan;
        this.random = new Random(plan.seed());
    }

    BlockImage next() {
        List<Long> next = images.isEmpty() ? first() : changed();
        images.add(next);
        return new BlockImage(next, plan.volume().blockSize(), plan.seed());
    }

    private List<Long> first() {
        List<Long> first = new ArrayList<>();
        grow(first, plan.blocks());
        take(shuffled(first.size()), share(plan.zeroed(), first), block -> true)
                .forEach(block -> first.set(block, BlockImage.ZEROS));
        return first;
    }

    private List<Long> changed() {
        List<Long> before = images.get(images.size() - 1);
        List<Long> older = images.get(Math.max(0, images.size() - 2));
        List<Long> next = new ArrayList<>(before);
        List<Integer> left = shuffled(before.size());
        take(left, share(plan.returning(), before), block -> block < older.size() && differs(before, older, block))
                .forEach(block -> next.set(block, older.get(block)));
        take(left, share(plan.zeroed(), before), block -> !isZeros(before, block) && !isZeros(older, block))
                .forEach(block -> next.set(block, BlockImage.ZEROS));
        take(left, share(plan.changed(), before), block -> true).forEach(block -> next.set(block, fresh++));
        grow(next, plan.growth());
        return next;
    }

    private void grow(List<Long> image, int blocks) {
        for (int block = 0; block < blocks; block++) {
            image.add(fresh++);
        }
    }

    private List<Integer> shuffled(int blocks) {
        List<Integer> order = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            order.add(block);
        }
        Collections.shuffle(order, random);
        return order;
    }

    /** Takes the first that fit out of the list, no more than {@code most}. */
    private static List<Integer> take(List<Integer> from, int most, IntPredicate fits) {
        List<Integer> taken = new ArrayList<>();
        for (Iterator<Integer> rest = from.iterator(); rest.hasNext() && taken.size() < most; ) {
            int block = rest.next();
            if (fits.test(block)) {
                taken.add(block);
                rest.remove();
            }
        }
        return taken;
    }

    private static boolean isZeros(List<Long> image, int block) {
        return block < image.size() && image.get(block) == BlockImage.ZEROS;
    }

    private static boolean differs(List<Long> one, List<Long> other, int block) {
        return !one.get(block).equals(other.get(block));
    }

    private static int share(double part, List<Long> image) {
        return (int) (part * image.size());
    }
}
