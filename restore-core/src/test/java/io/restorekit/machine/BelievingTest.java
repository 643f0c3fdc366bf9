package io.restorekit.machine;

import static io.restorekit.machine.Maps.BLOCK;
import static io.restorekit.machine.Maps.backup;
import static io.restorekit.machine.Maps.claim;
import static io.restorekit.machine.Maps.map;
import static io.restorekit.machine.Maps.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Baseline;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Checkpoint;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import io.restorekit.checkpoint.Source;
import io.restorekit.volume.VolumeIdentity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BelievingTest {
    private static final VolumeIdentity THEN = new VolumeIdentity("id", 5, 1000);

    @Test
    void orderlyCheckpointIsBelievedWhileNobodyWrote() {
        assertThat(weigh(claim(Standing.RESTORED, "aa", "ab", 2), THEN, 2)).isInstanceOf(Basis.Remembered.class);
        assertThat(weigh(claim(Standing.STOPPED, "aa", "ab", 1), new VolumeIdentity("id", 5, 1001), 2))
                .isInstanceOf(Basis.Distrusted.class);
    }

    @Test
    void afterACrashTheTimeProvesNothingAndASampleIsTaken() {
        Basis basis = weigh(claim(Standing.OPEN, "aa", "ab", 2), new VolumeIdentity("id", 5, 2000), 2);
        assertThat(basis)
                .isInstanceOfSatisfying(
                        Basis.Remembered.class, it -> assertThat(it.sure()).isFalse());
    }

    /** A device: who has written to it since it was given back, nobody can tell. */
    @Test
    void whereForeignWritesDoNotShowARestoredVolumeIsMeasuredAndAStoppedOneSampled() {
        for (Standing standing : new Standing[] {Standing.STOPPED, Standing.OPEN}) {
            assertThat(ofDevice(claim(standing, "aa", "ab", 1), Baseline.auto()))
                    .isInstanceOfSatisfying(
                            Basis.Remembered.class, it -> assertThat(it.sure()).isFalse());
        }
        assertThat(ofDevice(claim(Standing.RESTORED, "aa", "ab", 2), Baseline.auto()))
                .isInstanceOfSatisfying(
                        Basis.Unwatched.class, it -> assertThat(it.why()).contains("nobody can tell"));
    }

    @Test
    void restoredDeviceIsSampledWhereTheCallerSaysThatItHoldsThatBackupStill() {
        Claim restored = claim(Standing.RESTORED, "aa", "ab", 2);
        assertThat(ofDevice(restored, Baseline.holding(restored.goal().backup())))
                .isInstanceOfSatisfying(
                        Basis.Remembered.class, it -> assertThat(it.sure()).isFalse());
        assertThat(ofDevice(restored, Baseline.holding("another"))).isInstanceOf(Basis.Unwatched.class);
    }

    /** What the base had beyond its new end were zeros, and are gone. */
    @Test
    void deviceThatShrankWhileABackupWasStagedHoldsItNoMore() {
        Claim staging = Claim.staging(Maps.backup("base", "aa00"), Maps.backup("goal", "ab00"));
        Checkpoint checkpoint =
                new Checkpoint(new Source("place", "volume"), VolumeIdentity.ofDevice("id"), staging, 0);
        Loaded.Found found = new Loaded.Found(checkpoint, false, false);
        Optional<VolumeIdentity> device = Optional.of(VolumeIdentity.ofDevice("id"));
        assertThat(Believing.weigh(found, device, 2L * Maps.BLOCK, Baseline.auto()))
                .isInstanceOf(Basis.Distrusted.class);
        assertThat(Believing.weigh(found, device, 4L * Maps.BLOCK, Baseline.auto()))
                .isInstanceOf(Basis.Unwatched.class);
    }

    @Test
    void anotherVolumeIsDistrusted() {
        Claim claim = claim(Standing.RESTORED, "aa", "ab", 2);
        assertThat(weigh(claim, new VolumeIdentity("other", 5, 1000), 2)).isInstanceOf(Basis.Distrusted.class);
        assertThat(Believing.weigh(found(claim), Optional.empty(), 2L * BLOCK, Baseline.auto()))
                .isInstanceOf(Basis.Distrusted.class);
    }

    @Test
    void volumeThatWasRolledBackIsDistrusted() {
        Claim claim = claim(Standing.OPEN, "aa", "ab", 2);
        assertThat(weigh(claim, new VolumeIdentity("id", 4, 900), 2)).isInstanceOf(Basis.Distrusted.class);
        assertThat(weigh(claim, new VolumeIdentity("id", 6, 1100), 2)).isInstanceOf(Basis.Remembered.class);
    }

    @Test
    void volumeThatWasCutAfterItsOpeningIsDistrusted() {
        assertThat(weigh(claim(Standing.OPEN, "aaaa", "abaa", 0), THEN, 2)).isInstanceOf(Basis.Distrusted.class);
        assertThat(weigh(claim(Standing.OPEN, "aa00", "abcc", 0), THEN, 2)).isInstanceOf(Basis.Remembered.class);
        assertThat(weigh(claim(Standing.OPEN, "aa00", "abcc", 2), THEN, 2)).isInstanceOf(Basis.Distrusted.class);
    }

    @Test
    void withoutACheckpointThatCanBeReadTheCallersWordCounts() {
        Baseline word = Baseline.unknown();
        Claim claim = claim(Standing.RESTORED, "aa", "ab", 2);
        assertThat(Believing.basis(found(claim), Optional.of(THEN), 2L * BLOCK, word))
                .isInstanceOf(Basis.Remembered.class);
        assertThat(Believing.basis(new Loaded.Damaged("torn"), Optional.of(THEN), 2L * BLOCK, word))
                .isEqualTo(new Basis.Distrusted("the checkpoint is damaged: torn"));
        assertThat(Believing.basis(new Loaded.None(), Optional.of(THEN), 2L * BLOCK, word))
                .isEqualTo(new Basis.Word(word));
        assertThat(Believing.basis(new Loaded.None(), Optional.of(THEN), 0, word))
                .isEqualTo(new Basis.Made());
    }

    /** Base b11, goal b12, crash, goal b13, with a block that went back to b11's content. */
    @Test
    void blockThatMayHaveBeenTouchedIsUnknownToANewGoal() {
        Claim crashed = claim(Standing.OPEN, "aaaa", "baba", 1);
        Plan plan = plan(new Basis.Remembered(crashed, true), "caaa", 4);
        assertThat(text(plan.believed())).isEqualTo("ba?a");
        assertThat(plan.progress().lowWatermark()).isZero();
    }

    @Test
    void retargetOfARetargetStartsFromTheMix() {
        Claim first = claim(Standing.OPEN, "aaaa", "bbbb", 1);
        Plan second = plan(new Basis.Remembered(first, true), "cccc", 4);
        assertThat(text(second.believed())).isEqualTo("b???");
        Claim crashed = new Claim(Standing.OPEN, second.believed(), second.goal(), second.progress());
        assertThat(text(plan(new Basis.Remembered(crashed, true), "bbbb", 4).believed()))
                .isEqualTo("????");
    }

    @Test
    void pendingBlocksOfABaseAreUnknown() {
        Claim claim = claim(Standing.STOPPED, "aaaa", "bbbb", 4, 1, 3);
        assertThat(text(plan(new Basis.Remembered(claim, true), "cccc", 4).believed()))
                .isEqualTo("b?b?");
    }

    @Test
    void sameGoalGoesOnWhereItWas() {
        Claim claim = claim(Standing.STOPPED, "aaaa", "bbbb", 3, 1);
        Plan plan = plan(new Basis.Remembered(claim, true), "bbbb", 4);
        assertThat(text(plan.believed())).isEqualTo("aaaa");
        assertThat(plan.progress()).isEqualTo(claim.progress());
        assertThat(plan.sample()).isEmpty();
    }

    @Test
    void afterACrashAllThatIsAssertedIsSampled() {
        Claim claim = claim(Standing.OPEN, "aaaa", "bbab", 3, 1);
        Plan plan = plan(new Basis.Remembered(claim, false), "bbab", 4);
        assertThat(text(plan.sample().orElseThrow())).isEqualTo("b?a?");
    }

    /** Nothing is claimed yet, and what the volume held before is believed all the same. */
    @Test
    void baseIsSampledAfterACrashThatCameRightAfterTheOpening() {
        Plan plan = plan(new Basis.Remembered(claim(Standing.OPEN, "aaaa", "aabb", 0), false), "aabb", 4);
        assertThat(text(plan.sample().orElseThrow())).isEqualTo("aa??");
    }

    @Test
    void onlyWhatWeExtendTheVolumeByIsZero() {
        Claim claim = claim(Standing.RESTORED, "aa", "bb", 2);
        assertThat(text(plan(new Basis.Remembered(claim, true), "bbcc", 2).believed()))
                .isEqualTo("bb00");
        assertThat(text(plan(new Basis.Remembered(claim, true), "bbcc", 3).believed()))
                .isEqualTo("bb?0");
    }

    /** What lies behind the volume's end in that block is zero by our extending, and no backup says so. */
    @Test
    void blockInWhichTheVolumeEndsIsUnknown() {
        Held holding = new Held(new Basis.Word(Baseline.holding("base")), 2L * BLOCK + 1);
        Manifest base = backup("base", "abcd");
        assertThat(text(Believing.plan(holding, Optional.of(backup("next", "abcd")), Optional.of(base))
                        .believed()))
                .isEqualTo("ab?0");
        Held zeroed = new Held(new Basis.Word(Baseline.zeroed()), 3L * BLOCK - 1);
        assertThat(text(Believing.plan(zeroed, Optional.of(backup("next", "abcd")), Optional.empty())
                        .believed()))
                .isEqualTo("00?0");
    }

    @Test
    void anotherBlockSizeIsUnknown() {
        BlockMap base = map("abcd");
        BlockMap.Builder goal = new BlockMap.Builder(2 * BLOCK, 4L * BLOCK);
        Claim claim = claim(Standing.RESTORED, "abcd", "abcd", 4);
        Plan plan = Believing.plan(
                new Held(new Basis.Remembered(claim, true), base.volumeSize()),
                Optional.of(new Manifest("other", goal.build(), Optional.empty())),
                Optional.empty());
        assertThat(text(plan.believed())).isEqualTo("??");
    }

    @Test
    void madeVolumeIsZeroAndNeedsNoSample() {
        Plan plan = plan(new Basis.Made(), "ab", 0);
        assertThat(text(plan.believed())).isEqualTo("00");
        assertThat(plan.sample()).isEmpty();
    }

    @Test
    void callersWordIsSampled() {
        Plan zeroed = plan(new Basis.Word(Baseline.zeroed()), "ab", 2);
        assertThat(text(zeroed.believed())).isEqualTo("00");
        assertThat(zeroed.sample()).isPresent();
        Plan unknown = plan(new Basis.Word(Baseline.unknown()), "abc", 2);
        assertThat(text(unknown.believed())).isEqualTo("??0");
        assertThat(unknown.sample()).isEmpty();
    }

    private static Loaded.Found found(Claim claim) {
        return new Loaded.Found(checkpoint(claim), false, false);
    }

    private static Basis weigh(Claim claim, VolumeIdentity now, int blocks) {
        return Believing.weigh(found(claim), Optional.of(now), (long) blocks * BLOCK, Baseline.auto());
    }

    private static Basis ofDevice(Claim claim, Baseline word) {
        VolumeIdentity device = VolumeIdentity.ofDevice("wwid:naa.6");
        Checkpoint checkpoint = new Checkpoint(new Source("file:///s", "vol"), device, claim);
        return Believing.weigh(new Loaded.Found(checkpoint, false, false), Optional.of(device), 2L * BLOCK, word);
    }

    private static Checkpoint checkpoint(Claim claim) {
        return new Checkpoint(new Source("file:///s", "vol"), THEN, claim);
    }

    private static Plan plan(Basis basis, String goal, int volumeBlocks) {
        Held held = new Held(basis, (long) volumeBlocks * BLOCK);
        return Believing.plan(held, Optional.of(backup("next", goal)), Optional.empty());
    }
}
