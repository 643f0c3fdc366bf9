package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.checkpoint.Progress;
import io.restorekit.checkpoint.Ranges;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The bookkeeping of a transfer: which block is where between "not begun" and "written". A state holds one and never
 * changes it: a transition changes a {@link #copy}.
 *
 * <p>The window starts at one block and grows by one with each success, so that a backup target that has just come back
 * is not overrun; a failure halves it.
 */
final class Transfer {
    private final BlockMap believed;
    private final BlockMap goal;
    private final boolean staged;
    private final int limit;
    private final long totalBytes;
    private final TreeMap<Long, Task> tasks;
    private final Backlog backlog;
    private int cursor;
    private int window;
    private int inFlight;
    private Unclaimed unclaimed;
    private long remainingBytes;
    private long unaskedBytes;
    private long unclaimedBytes;

    private Transfer(Plan plan, int limit) {
        believed = plan.believed();
        goal = plan.goal().blocks();
        staged = plan.way() instanceof Way.Staging;
        this.limit = limit;
        tasks = new TreeMap<>();
        backlog = new Backlog(plan.progress().pending());
        cursor = plan.progress().lowWatermark();
        window = 1;
        unclaimed = Unclaimed.nothing(goal.blockSize());
        totalBytes = plan.totalBytes();
        remainingBytes = plan.remainingBytes();
        unaskedBytes = remainingBytes;
        unclaimedBytes = remainingBytes;
    }

    private Transfer(Transfer from) {
        believed = from.believed;
        goal = from.goal;
        staged = from.staged;
        limit = from.limit;
        tasks = new TreeMap<>(from.tasks);
        backlog = from.backlog.copy();
        cursor = from.cursor;
        window = from.window;
        inFlight = from.inFlight;
        unclaimed = from.unclaimed;
        totalBytes = from.totalBytes;
        remainingBytes = from.remainingBytes;
        unaskedBytes = from.unaskedBytes;
        unclaimedBytes = from.unclaimedBytes;
    }

    static Transfer of(Plan plan, int concurrency) {
        return new Transfer(plan, concurrency);
    }

    Transfer copy() {
        return new Transfer(this);
    }

    /** Begins as many blocks as the window and the bound on unclaimed bytes let it; returns the last ticket used. */
    long begin(long lastTicket, List<Effect> effects) {
        long ticket = lastTicket;
        while (inFlight < window && !unclaimed.full()) {
            int block = nextBlock();
            if (block < 0) {
                break;
            }
            inFlight++;
            boolean measure = believed.isUnknown(block);
            if (measure || !joinFetch(block)) {
                start(++ticket, block, measure, effects);
            }
        }
        return ticket;
    }

    /** The block holds what is wanted, or has to be fetched after all; returns the last ticket used. */
    long measured(long ticket, boolean asWanted, long lastTicket, List<Effect> effects) {
        int block = tasks.remove(ticket).blocks().get(0);
        if (asWanted) {
            done(block);
        } else if (!joinFetch(block)) {
            start(lastTicket + 1, block, false, effects);
            return lastTicket + 1;
        }
        return lastTicket;
    }

    void fetched(long ticket, long writeTicket, List<Effect> effects) {
        Task.Fetching fetch = (Task.Fetching) tasks.remove(ticket);
        tasks.put(writeTicket, new Task.Writing(fetch.blocks()));
        effects.add(
                staged
                        ? new Effect.Stage(writeTicket, ticket, fetch.digest())
                        : new Effect.Write(writeTicket, ticket, goal, fetch.blocks()));
        window = Math.min(limit, window + 1);
    }

    void written(long ticket) {
        tasks.remove(ticket).blocks().forEach(this::done);
    }

    /** The task failed through no fault of the backup target as a whole. */
    void failed(long ticket, Failure failure) {
        for (int block : tasks.remove(ticket).blocks()) {
            inFlight--;
            backlog.failed(block, failure);
        }
        window = Math.max(1, window / 2);
    }

    /** The task is given up; its blocks are as if they had not been begun. */
    void giveBack(long ticket) {
        for (int block : tasks.remove(ticket).blocks()) {
            inFlight--;
            backlog.put(block);
        }
    }

    /** Gives up every fetch under way. */
    void forgetFetches(List<Effect> effects) {
        // Keys, not entries: those of a tree map change under a removal.
        for (long ticket : List.copyOf(tasks.keySet())) {
            if (tasks.get(ticket) instanceof Task.Fetching) {
                giveBack(ticket);
                effects.add(new Effect.Forget(ticket));
            }
        }
    }

    boolean knows(long ticket) {
        return tasks.containsKey(ticket);
    }

    boolean isIdle() {
        return tasks.isEmpty();
    }

    /** Nothing is under way or left to try; blocks may be set aside. */
    boolean isThrough() {
        return tasks.isEmpty() && !backlog.hasWork() && believed.nextDifference(cursor, goal) == goal.blocks();
    }

    /** Every block is as the goal wants it. */
    boolean isComplete() {
        return isThrough() && backlog.asideCount() == 0;
    }

    Backlog backlog() {
        return backlog;
    }

    Unclaimed unclaimed() {
        return unclaimed;
    }

    void commitAsked() {
        unclaimed = unclaimed.asked();
        unaskedBytes = remainingBytes;
    }

    void commitLanded(long nanos) {
        unclaimed = unclaimed.landed(nanos, goal.blockSize());
        unclaimedBytes = unaskedBytes;
    }

    void commitFailed() {
        unclaimed = unclaimed.failed();
    }

    long totalBytes() {
        return totalBytes;
    }

    long doneBytes() {
        return totalBytes - remainingBytes;
    }

    /** What the last commit that landed claims. */
    long claimedBytes() {
        return totalBytes - unclaimedBytes;
    }

    int inFlight() {
        return inFlight;
    }

    /** What may be claimed if everything that was written is forced now. */
    Progress progress() {
        int next = believed.nextDifference(cursor, goal);
        IntStream begun =
                tasks.values().stream().flatMap(task -> task.blocks().stream()).mapToInt(block -> block);
        return new Progress(next, Ranges.of(IntStream.concat(begun, backlog.blocks())));
    }

    private void done(int block) {
        inFlight--;
        unclaimed = unclaimed.wrote(goal.length(block));
        remainingBytes -= goal.length(block);
        backlog.done(block);
    }

    private int nextBlock() {
        if (backlog.isUrgent()) {
            return backlog.take();
        }
        int next = believed.nextDifference(cursor, goal);
        if (next < goal.blocks()) {
            cursor = next + 1;
            return next;
        }
        cursor = next;
        return backlog.take();
    }

    private void start(long ticket, int block, boolean measure, List<Effect> effects) {
        Content wanted = goal.content(block);
        if (measure) {
            tasks.put(ticket, new Task.Measuring(block));
            effects.add(new Effect.Measure(ticket, goal, block));
        } else if (wanted instanceof Content.Data data) {
            tasks.put(ticket, new Task.Fetching(data.digest(), List.of(block)));
            effects.add(new Effect.Fetch(ticket, data.digest(), goal.blockSize(), staged));
        } else {
            tasks.put(ticket, new Task.Writing(List.of(block)));
            effects.add(new Effect.Zero(ticket, goal, block));
        }
    }

    /** Whether a fetch under way brings the content that the block wants; the block keeps its place in the window. */
    private boolean joinFetch(int block) {
        if (goal.content(block) instanceof Content.Data data) {
            Digest digest = data.digest();
            for (Map.Entry<Long, Task> entry : tasks.entrySet()) {
                if (entry.getValue() instanceof Task.Fetching fetching
                        && fetching.digest().equals(digest)) {
                    entry.setValue(fetching.alsoFor(block));
                    return true;
                }
            }
        }
        return false;
    }
}
