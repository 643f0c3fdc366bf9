package io.restorekit.testkit.sim.planted;

import io.restorekit.testkit.sim.CurseHunt;
import io.restorekit.testkit.sim.FenceHunt;
import io.restorekit.testkit.sim.Invariant;
import io.restorekit.testkit.sim.LockHunt;
import io.restorekit.testkit.sim.ManifestHunt;
import io.restorekit.testkit.sim.MemoryHunt;
import io.restorekit.testkit.sim.RotHunt;
import java.util.List;
import java.util.function.UnaryOperator;

/** A bug that somebody could have made, and the invariant that it breaks. */
enum Bug {
    SAVE_BEFORE_FORCE(
            Invariant.CLAIMED_IS_DURABLE,
            new Edit(
                    "engine.Committer",
                    "        session.volume().force(number);\n",
                    "        if (session.volume().identity().isEmpty()) {\n"
                            + "            session.volume().force(number);\n        }\n"),
            new Edit(
                    "engine.Committer",
                    "session.store().save(new Checkpoint(source, identity, claim, forceStage(session.stage(), claim)));",
                    "session.store().save(new Checkpoint(source, identity, claim, forceStage(session.stage(), claim)));"
                            + " session.volume().force(number);")),
    NO_OPENING_COMMIT(
            Invariant.RESTORED_IS_LEFT_ALONE,
            new Edit(
                    "machine.Opening",
                    "new Opening(run, held, plan, false, Optional.empty()), new Effect.Commit(run.ticket(), claim(plan)));",
                    "new Opening(run, held, plan, true, Optional.empty()),"
                            + " new Effect.Grow(run.ticket(), plan.goal().blocks().volumeSize()));")),
    STAGE_APPLIED_BEFORE_IT_IS_MARKED(
            StagedHunt.class,
            Invariant.RESTORED_IS_LEFT_ALONE,
            new Edit(
                    "machine.Sealing",
                    "Opening.enter(run.untroubled(), held, plan.apply((Way.Staging) plan.way()))",
                    "Transition.to(new Opening(run, held, plan.apply((Way.Staging) plan.way()), true, Optional.empty()),"
                            + " new Effect.Grow(run.ticket(), plan.goal().blocks().volumeSize()))")),
    STAGE_NOT_FORCED_BEFORE_ITS_CHECKPOINT(
            StagedHunt.class,
            Invariant.APPLYING_NEEDS_NOBODY,
            new Edit("engine.Committer", "? stage.force() :", "? stage.end() :"),
            new Edit(
                    "engine.Committer",
                    "} catch (IOException e) {\n            throw",
                    "} catch (RuntimeException e) {\n            throw")),
    BAD_STAGE_IS_MARKED(
            StagedHunt.class,
            Invariant.APPLYING_NEEDS_NOBODY,
            new Edit("machine.Sealing", "return allGood\n", "return allGood || held.isSure()\n")),
    CHANGED_VOLUME_IS_CLAIMED_TO_BE_THE_BASE(
            StagedHunt.class,
            Invariant.CLAIMED_IS_DURABLE,
            new Edit(
                    "engine.VolumeEffects",
                    "if (wasWhole && staysOrIsMarked && !held.stands()) {",
                    "if (wasWhole && staysOrIsMarked && claim.goal().backup().isEmpty()) {")),
    CHANGED_VOLUME_IS_FOLLOWED_ON(
            StagedHunt.class,
            Invariant.SOMEBODYS_IS_LEFT_TO_THEM,
            new Edit(
                    "machine.Recovering",
                    "if (run.follows() && found.basis() instanceof Basis.Distrusted distrusted) {",
                    "if (run.follows() && found.basis() instanceof Basis.Distrusted distrusted"
                            + " && distrusted.why().isEmpty()) {")),
    ACTIVATED_VOLUME_IS_TAKEN_BACK(
            StagedHunt.class,
            Invariant.RESTORED_IS_LEFT_ALONE,
            new Edit(
                    "engine.Recovery",
                    "if (claim.standing() == Claim.Standing.ACTIVATED) {",
                    "if (claim.goal().backup().isEmpty()) {")),
    /** In a volume that is larger than a sample: the simulated ones are not, and their samples find it out. */
    RETARGET_BELIEVES_UNTOUCHED_IS_BASE(
            Invariant.CLAIMED_IS_DURABLE,
            new Edit("machine.Believing", "mix.unknown(block, block + 1);", "mix.copy(block, claim.believed());"),
            new Edit("engine.Sampler", "int SAMPLE = 64;", "int SAMPLE = 0;")),
    PERMIT_LOST_ON_FORGET(
            Invariant.REACHES_THE_GOAL,
            new Edit(
                    "engine.RemoteEffects",
                    "        if (call != null && call.close()) {\n            call.permit().release();\n",
                    "        if (call != null && call.close()) {\n")),
    PORTAL_PAGE_IS_A_NEW_FORMAT(
            Invariant.OUTAGE_NEVER_FAILS,
            new Edit(
                    "machine.Verdict",
                    "case CONFIG_DAMAGED -> AGAIN_THEN_ATTENTION;",
                    "case CONFIG_DAMAGED -> AGAIN_THEN_FAIL;")),
    OUTAGE_IS_FATAL(
            Invariant.OUTAGE_NEVER_FAILS,
            new Edit("machine.Verdict", "case UNAVAILABLE -> WAIT;", "case UNAVAILABLE -> FAIL;")),
    FILES_RENAMED_BEFORE_THEY_ARE_FORCED(
            Invariant.RESTORED_IS_TRUE,
            new Edit("checkpoint.StateDirectory", "            channel.force(true);\n", "")),
    DIRECTORY_NOT_FORCED(
            Invariant.RESTORED_IS_TRUE,
            new Edit("checkpoint.StateDirectory", "        DurableDirectory.force(path);\n", "")),
    FAILED_FORCE_TRIED_AGAIN(
            Invariant.CLAIM_NEVER_SHRINKS,
            new Edit(
                    "volume.FileVolume",
                    "channel.force(true);\n        } catch (IOException e) {\n            poison = e;\n",
                    "channel.force(true);\n        } catch (IOException e) {\n            tryAgain();\n"),
            new Edit(
                    "volume.FileVolume",
                    "    private int readCached(",
                    "    private void tryAgain() throws VolumeException {\n        try {\n            channel.force(true);\n"
                            + "        } catch (IOException e) {\n            poison = e;\n        }\n    }\n\n"
                            + "    private int readCached(")),
    FORCE_ERROR_EATEN(
            Invariant.CLAIM_NEVER_SHRINKS,
            new Edit(
                    "volume.FileVolume",
                    "channel.force(true);\n        } catch (IOException e) {\n            poison = e;\n"
                            + "            checkForced();\n",
                    "channel.force(true);\n        } catch (IOException e) {\n            readBefore = true;\n")),
    MANIFEST_NOT_FORCED_BEFORE_ITS_CHECKPOINT(
            Invariant.RESTORED_IS_TRUE,
            new Edit(
                    "checkpoint.StateDirectory",
                    "            channel.force(true);\n",
                    "            if (!body.toString().contains(\"PackedManifests\")) {\n"
                            + "                channel.force(true);\n            }\n")),
    MEASURED_IN_THE_PAGE_CACHE(
            Invariant.CLAIMED_IS_DURABLE,
            new Edit(
                    "volume.FileVolume",
                    "return direct.isPresent() ? direct.get().read(position, into) : readCached(position, into);",
                    "return readCached(position, into);")),
    OWNERSHIP_NEVER_LOOKED_AT(
            Invariant.CLAIM_NEVER_SHRINKS,
            new Edit(
                    "checkpoint.Ownership",
                    "lost = lost || highest(directory.names()) != epoch;",
                    "lost = lost || directory.names().isEmpty();")),
    FENCE_NOT_ASKED(
            FenceHunt.class,
            Invariant.RESTORED_IS_LEFT_ALONE,
            new Edit("checkpoint.Guard", "if (!lost && fence.isPresent() && !isHeld(fence.get())) {", "if (lost) {")),
    RESTORED_SAID_FROM_MEMORY(
            MemoryHunt.class,
            Invariant.RESTORED_IS_TRUE,
            new Edit("engine.VolumeEffects", "session.orElseThrow().stands()", "true")),
    VOLUME_NOT_LOOKED_AT_AFTER_A_WAIT(
            Invariant.CLAIMED_IS_DURABLE,
            new Edit("machine.Locating", "if (!isBelieved()) {", "if (!isBelieved() || !alreadyHolds(held)) {")),
    RESTORE_POINT_NOT_WRITTEN_ANEW(
            Invariant.RESTORE_POINT_IS_TRUE,
            new Edit(
                    "checkpoint.FileCheckpointStore",
                    "if (restored.isPresent() && !files.restorePoint().equals(restored)) {",
                    "if (restored.isPresent() && restored.get().backup().isEmpty()) {")),
    ROLLED_BACK_VOLUME_BELIEVED(
            Invariant.CLAIMED_IS_DURABLE,
            new Edit(
                    "machine.Believing",
                    "if (now.lastCommit() < checkpoint.volume().lastCommit()) {",
                    "if (now.lastCommit() < 0) {")),
    ZEROS_NOT_WRITTEN(
            Invariant.CLAIMED_IS_DURABLE,
            new Edit(
                    "volume.FileVolume",
                    "writeFully(position + done, ZEROS.duplicate().limit(part));",
                    "if (part < 0) {\n                    writeFully(position, ZEROS);\n                }")),
    DONE_BEFORE_IT_IS_WRITTEN(
            Invariant.CLAIMED_IS_DURABLE,
            new Edit(
                    "machine.Transfer",
                    "        IntStream begun =\n                tasks.values().stream().flatMap(task ->"
                            + " task.blocks().stream()).mapToInt(block -> block);\n",
                    "        IntStream begun = IntStream.empty();\n")),
    FETCH_WRITES_DIRECTLY(
            Invariant.RESTORED_IS_LEFT_ALONE,
            new Edit(
                    "machine.Effect",
                    "record Fetch(long ticket, Digest digest, int length, boolean packed) implements",
                    "record Fetch(long ticket, Digest digest, int length, boolean packed, long offset) implements"),
            new Edit(
                    "machine.Transfer",
                    "new Effect.Fetch(ticket, data.digest(), goal.blockSize(), staged)",
                    "new Effect.Fetch(ticket, data.digest(), goal.blockSize(), staged, goal.offset(block))"),
            new Edit(
                    "engine.EffectRunner",
                    "            remote.fetch(fetch);\n",
                    "            remote.fetch(fetch, ((VolumeEffects) volume).volume());\n"),
            new Edit("engine.VolumeEffects", "    private Volume volume() {", "    Volume volume() {"),
            new Edit(
                    "engine.RemoteEffects",
                    "    void fetch(Effect.Fetch effect) {\n",
                    "    void fetch(Effect.Fetch effect, io.restorekit.volume.Volume volume) {\n"),
            new Edit(
                    "engine.RemoteEffects",
                    "            park(effect, buffer -> fetchTwice(effect, buffer, call));\n",
                    "            park(effect, buffer -> {\n                int length = fetchTwice(effect, buffer, call);\n"
                            + "                volume.write(effect.offset(), java.nio.ByteBuffer.wrap(buffer, 0, length));\n"
                            + "                return length;\n            });\n")),
    MISSING_BELIEVED_OF_AN_EMPTY_STORE(
            Invariant.NO_FALSE_ALARM,
            new Edit(
                    "backup.longhorn.Presence",
                    "if (Folder.entries(target, Layout.VOLUMES).isEmpty()) {",
                    "if (layout.volume().isEmpty()) {")),
    CONFIG_BELIEVED_OF_ANOTHER_SERVER(
            Invariant.NO_FALSE_ALARM,
            new Edit("backup.longhorn.ConfigReader", "if (!object.confirmed()) {", "if (key.path().isEmpty()) {"),
            new Edit("backup.longhorn.ConfigReader", "if (!object.refuted()) {", "if (key.path().isEmpty()) {")),
    MANIFEST_BELIEVED_THAT_WAS_READ_ONCE(
            ManifestHunt.class,
            Invariant.NO_FALSE_ALARM,
            new Edit("machine.Transferring", "if (!plan.readAgain()) {", "if (plan.detour()) {")),
    CHECKPOINT_WITH_A_BROKEN_CHECKSUM(
            RotHunt.class,
            Invariant.CLAIMED_IS_DURABLE,
            new Edit("checkpoint.CheckedText", "if (!last.equals(crcLine(before))) {", "if (last.isEmpty()) {")),
    OUTCOME_BEFORE_THE_LAST_WRITE(
            Invariant.NOTHING_AFTER_THE_END,
            new Edit("engine.EffectRunner", "around.workers().end(() -> {", "around.workers().step(() -> {")),
    LOCK_TAKEN_WITHOUT_A_LOOK(
            Invariant.DELETION_IS_KEPT_OUT,
            new Edit(
                    "backup.longhorn.LonghornLock",
                    "        if (other.isPresent()) {\n",
                    "        if (other.isPresent() && step < 0) {\n")),
    LOCK_TRUSTED_AFTER_A_GAP(
            LockHunt.class,
            Invariant.DELETION_IS_KEPT_OUT,
            new Edit(
                    "backup.longhorn.LonghornLock",
                    "return now.nanos() - written.nanos() >= TRUSTED.toNanos() || millis >= TRUSTED.toMillis();",
                    "return written.nanos() == 0;"),
            new Edit(
                    "backup.longhorn.LonghornLock",
                    "case ACQUIRED -> giveWayIfSeen(step, own);",
                    "case ACQUIRED -> {}")),
    OLD_LISTING_BELIEVED_OF_LOCKS(
            LockHunt.class,
            Invariant.DELETION_IS_KEPT_OUT,
            new Edit(
                    "backup.longhorn.LockFolder",
                    ".orElseThrow(() -> new Unavailable(Cause.OTHER, layout.lock(own) + \" is not listed yet\", null))",
                    ".orElse(new Listing.ObjectEntry(file, 0, Instant.EPOCH))")),
    WHAT_DIFFERS_IS_FORGOTTEN(
            RepairHunt.class,
            Invariant.CLAIMED_IS_DURABLE,
            new Edit("machine.Comparing", "            found.add(event.differing());\n", "")),
    PENDING_BLOCK_FIRST_FOR_EVER(
            CurseHunt.class,
            Invariant.REACHES_THE_GOAL,
            new Edit("machine.Backlog", "return again.size() >= LIMIT / 2;", "return !again.isEmpty();"),
            new Edit("machine.Backlog", "int ATTEMPTS = 5;", "int ATTEMPTS = Integer.MAX_VALUE;")),
    RETRY_AFTER_IGNORED(
            Invariant.LEFT_ALONE_WHEN_ASKED,
            new Edit("engine.TargetGate", "                    rest.ifPresent(this::restFor);\n", "")),
    FETCHES_NOT_FORGOTTEN(
            Invariant.ONE_PROBE,
            new Edit("machine.Transfer", "                effects.add(new Effect.Forget(ticket));\n", ""));

    private final Class<? extends UnaryOperator<String>> hunt;
    private final Invariant breaks;
    private final List<Edit> edits;

    Bug(Invariant breaks, Edit... edits) {
        this(Hunt.class, breaks, edits);
    }

    Bug(Class<? extends UnaryOperator<String>> hunt, Invariant breaks, Edit... edits) {
        this.hunt = hunt;
        this.breaks = breaks;
        this.edits = List.of(edits);
    }

    Class<? extends UnaryOperator<String>> hunt() {
        return hunt;
    }

    Invariant breaks() {
        return breaks;
    }

    List<Edit> edits() {
        return edits;
    }
}
