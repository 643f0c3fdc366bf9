package io.restorekit.testkit.sim;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreStatus;
import io.restorekit.checkpoint.Claim.Standing;
import io.restorekit.testkit.sim.disk.Operation;
import io.restorekit.testkit.sim.disk.Operation.Kind;
import io.restorekit.testkit.sim.store.Palette;
import io.restorekit.testkit.sim.store.Sky;
import io.restorekit.testkit.sim.store.Trouble;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the invariants against every event. */
final class Auditor implements DiskFaults.Watcher {
    /** The running time of a process between a look at the disk and the report of what was seen. */
    private static final long LONGEST_PAUSES = 5_000_000_000L;

    /** Eight may hang, each of a window full of calls may be given up beyond, and a few probes with long deadlines. */
    private static final int MOST_LOST = 8 + 5 + 16;

    private static final String CHECKPOINT = World.STATE_PATH + "/checkpoint-";

    private final World world;
    private final Map<Attempt, RestoreStatus> told = new HashMap<>();
    /** Somebody wrote to the volume since they transferred last. */
    private final Set<Attempt> disturbed = new HashSet<>();

    private final Map<String, Long> restoredAt = new HashMap<>();
    private Optional<Claimed> claimed = Optional.empty();
    private Optional<Violation> violation = Optional.empty();
    private boolean rotten;
    private boolean somebodys;
    private boolean checkpointNamed;
    private boolean checkpointDurable;

    Auditor(World world) {
        this.world = world;
        world.faults().watch(this);
    }

    @Override
    public void sees(Operation operation) {
        boolean volume = operation.path().equals(World.VOLUME_PATH);
        if (volume && operation.kind() == Kind.WRITE && somebodys) {
            violated(Invariant.SOMEBODYS_IS_LEFT_TO_THEM, "a write at " + operation.position());
        }
        if (volume
                && operation.kind() == Kind.WRITE
                && claimed.filter(Claimed::isWhole).isPresent()) {
            violated(Invariant.RESTORED_IS_LEFT_ALONE, "a write at " + operation.position());
        }
        if (operation.kind() == Kind.RENAME && operation.path().startsWith(CHECKPOINT)) {
            checkpointNamed = true;
        }
        if (operation.kind() == Kind.FORCE_DIRECTORY && checkpointNamed) {
            checkpointNamed = false;
            checkpointDurable = true;
        }
    }

    /** What is thrown into the code under test may be caught there: so it is kept, and thrown once more outside. */
    private void violated(Invariant invariant, String what) {
        if (violation.isEmpty()) {
            violation = Optional.of(new Violation(invariant, what));
        }
        throw violation.get();
    }

    /** After every event. */
    void look(List<Attempt> attempts) {
        if (violation.isPresent()) {
            throw violation.get();
        }
        if (checkpointDurable && !world.disk().isOut()) {
            checkpointDurable = false;
            audit();
        }
        attempts.forEach(this::look);
    }

    private void look(Attempt attempt) {
        if (!attempt.process().alive()) {
            return;
        }
        SimWorkers workers = attempt.workers();
        Phase phase = attempt.restore().status().phase();
        if ((phase == Phase.WAITING || phase == Phase.LOCATING) && workers.inFlight() > 1) {
            violated(Invariant.ONE_PROBE, workers.inFlight() + " calls while " + phase);
        }
        if (phase == Phase.PAUSED && workers.inFlight() > 0) {
            violated(Invariant.ONE_PROBE, workers.inFlight() + " calls while paused");
        }
        boolean stageIsWhole =
                !rotten && world.faults().fatal() == 0 && !world.chain().changesBlockSize();
        if (phase == Phase.APPLYING && stageIsWhole && workers.inFlight() > 0) {
            violated(Invariant.APPLYING_NEEDS_NOBODY, workers.inFlight() + " calls");
        }
        if (workers.inFlight() > SimWorkers.MOST_CALLS || workers.lost() > MOST_LOST) {
            violated(Invariant.WITHIN_BOUNDS, workers.inFlight() + " calls, " + workers.lost() + " given up");
        }
        if (workers.areRude()) {
            violated(Invariant.LEFT_ALONE_WHEN_ASKED, "a call while " + phase);
        }
        if (!attempt.isUnderWay() && (workers.inFlight() > 0 || workers.areAtWork())) {
            violated(Invariant.NOTHING_AFTER_THE_END, workers.inFlight() + " calls, or work on the disk");
        }
    }

    /** Whether a restart would believe the volume, and see it if somebody had written to it. */
    boolean isLeftInOrder() {
        return !claims(Standing.ACTIVATED)
                && claimed.filter(claim -> claim.standing().isOrderly()).isPresent();
    }

    /** Whoever has written to the volume that is followed may need it, unless nothing came of it. */
    void belongsToSomebody() {
        somebodys = claimed.isEmpty();
    }

    boolean isSomebodys() {
        return somebodys;
    }

    /** What was claimed so far will be so no more, and progress goes back once. */
    void forgets() {
        claimed = Optional.empty();
        disturbed.addAll(told.keySet());
    }

    /** The volume was put back to an earlier state under a checkpoint that knows a later one. */
    void rolledBack() {
        claimed = Optional.empty();
        audit();
    }

    /** What lay in the state directory will be no more what was written there. */
    void rots() {
        rotten = true;
        claimed = Optional.empty();
    }

    void crashed() {
        audit();
    }

    void changed(Attempt attempt, RestoreStatus status) {
        boolean over = status.doneBytes() > status.totalBytes() || status.claimedBytes() > status.doneBytes();
        world.journal().tell("status", status);
        RestoreStatus before = told.put(attempt, status);
        boolean disturbed = this.disturbed.contains(attempt);
        boolean stages = status.phase() == Phase.STAGING && before != null && before.phase() != Phase.STAGING;
        if (status.phase() == Phase.TRANSFERRING || stages) {
            this.disturbed.remove(attempt);
        }
        if (status.needsAttention()) {
            status.reason().ifPresent(this::checkAlarm);
        }
        boolean reached = status.phase() == Phase.WATCHING && (before == null || before.phase() != Phase.WATCHING);
        if (reached && !sawRestored(attempt, status.restorePoint().orElseThrow())) {
            checkHolds(Durable.of(world), status.restorePoint().orElseThrow(), Invariant.RESTORED_IS_TRUE);
        }
        if (over) {
            violated(Invariant.HONEST_PROGRESS, status.toString());
        }
        if (before == null) {
            return;
        }
        world.tally().count("Step." + before.phase() + "-" + status.phase());
        // A manifest that was damaged on its way is another goal of the same name.
        // What was measured is measured again each time the stage is opened.
        boolean stagesLess = status.phase() == Phase.STAGING
                && (rotten
                        || attempt.isContested()
                        || world.faults().fatal() > 0
                        || world.chain().changesBlockSize());
        boolean same = !stagesLess
                && before.goal().equals(status.goal())
                && before.totalBytes() == status.totalBytes()
                && (status.phase() == Phase.APPLYING) == (before.phase() == Phase.APPLYING)
                && world.sky().seen(Trouble.CORRUPT) == 0;
        if (same && !disturbed && before.goal().isPresent() && status.claimedBytes() < before.claimedBytes()) {
            violated(Invariant.HONEST_PROGRESS, "from " + before + " to " + status);
        }
    }

    /** A manifest that is damaged on its way twice running can name blocks that never were. */
    private void checkAlarm(Failure reason) {
        Sky sky = world.sky();
        boolean damagedTwice = sky.hasDamagedAConfigTwice();
        boolean possible = switch (reason.kind()) {
            case BLOCK_MISSING, GOAL_GONE ->
                sky.seen(Trouble.LYING_MISSING) > 0 || world.hasSeenDeletions() || damagedTwice;
            case BLOCK_DAMAGED -> sky.seen(Trouble.CORRUPT) > 0;
            case CONFIG_DAMAGED -> damagedTwice || sky.seen(Trouble.PORTAL) > 1;
            default -> true;
        };
        if (!possible) {
            violated(Invariant.NO_FALSE_ALARM, reason.toString());
        }
    }

    void ended(Attempt attempt, Outcome outcome) {
        if (outcome instanceof Outcome.Restored restored && !sawRestored(attempt, restored.backup())) {
            checkRestored(restored.backup());
        }
        if (outcome instanceof Outcome.Activated activated) {
            checkHolds(Durable.of(world), activated.activation().backup(), Invariant.ACTIVATED_AT_ONCE);
            if (somebodys) {
                violated(Invariant.SOMEBODYS_IS_LEFT_TO_THEM, "it is activated");
            }
            if (!claims(Standing.ACTIVATED)) {
                violated(Invariant.ACTIVATED_AT_ONCE, "the checkpoint does not say so");
            }
        }
        boolean diskFailed = world.faults().fatal() > attempt.fatalFaultsBefore();
        boolean belongsToSomebody = claims(Standing.ACTIVATED);
        if (outcome instanceof Outcome.Failed failed && !belongsToSomebody && !attempt.isContested() && !diskFailed) {
            violated(Invariant.OUTAGE_NEVER_FAILS, failed.failure().toString());
        }
    }

    /**
     * A process that was stopped between its last commit, or look, and its report tells what was true then, though another
     * owner may have gone on since.
     */
    private boolean sawRestored(Attempt attempt, String backup) {
        long looked = attempt.process().runningTimeAgo(LONGEST_PAUSES);
        return attempt.isContested() && restoredAt.getOrDefault(backup, -1L) >= Math.max(looked, attempt.begunAt());
    }

    private void checkRestored(String backup) {
        checkHolds(Durable.of(world), backup, Invariant.RESTORED_IS_TRUE);
        if (!claims(Standing.RESTORED)) {
            violated(Invariant.RESTORED_IS_TRUE, "the checkpoint does not say so");
        }
    }

    private void checkRestorePoint(Durable durable) {
        durable.restorePoint().ifPresent(backup -> checkHolds(durable, backup, Invariant.RESTORE_POINT_IS_TRUE));
        if (durable.losesRestorePoint()) {
            violated(Invariant.RESTORE_POINT_IS_TRUE, "it is lost at a restart");
        }
    }

    private void checkHolds(Durable durable, String backup, Invariant invariant) {
        if (!world.chain().backups().contains(backup)) {
            violated(invariant, "there is no backup " + backup);
        }
        int[] image = world.chain().image(backup);
        for (int block = 0; block < image.length; block++) {
            if (!durable.holds((long) block * Palette.BLOCK, Palette.content(image[block]))) {
                violated(invariant, "block " + block + " is not that of " + backup);
            }
        }
    }

    /** What is claimed has been so until now. */
    private void noteRestored() {
        claimed.filter(claim -> claim.standing() == Standing.RESTORED)
                .ifPresent(claim -> restoredAt.put(claim.goal(), world.agenda().now()));
    }

    private boolean claims(Standing standing) {
        return claimed.filter(claim -> claim.standing() == standing).isPresent();
    }

    /** What would the next process believe if the power went now, and would it be true? */
    private void audit() {
        Durable durable = Durable.of(world);
        Optional<Claimed> now = durable.claimed();
        now.ifPresent(claim -> claim.check(durable));
        checkRestorePoint(durable);
        boolean shrunk = claimed.isPresent() && (now.isEmpty() || !now.get().coversAllOf(claimed.get()));
        if (shrunk) {
            violated(
                    Invariant.CLAIM_NEVER_SHRINKS,
                    "from " + claimed.get() + " to "
                            + now.map(Claimed::toString).orElse(durable.whyNothing()));
        }
        noteRestored();
        // When it was marked all of the stage had been read back.
        rotten &= !(claims(Standing.STAGING)
                && now.filter(claim -> claim.standing() == Standing.APPLYING).isPresent());
        claimed = now;
        noteRestored();
        world.journal().tell("durable", now);
    }
}
