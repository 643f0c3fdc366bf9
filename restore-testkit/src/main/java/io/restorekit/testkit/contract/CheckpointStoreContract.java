package io.restorekit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Checkpoint;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.CheckpointStore;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import io.restorekit.checkpoint.Owner;
import io.restorekit.checkpoint.Progress;
import io.restorekit.checkpoint.Ranges;
import io.restorekit.checkpoint.Source;
import io.restorekit.volume.VolumeIdentity;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CheckpointStore} has to do. Extend it in the store's own tests; each test gets a fresh and empty
 * place, with time that stands still but for {@link #passes}.
 */
public abstract class CheckpointStoreContract {
    private static final int BLOCK = 64 << 10;
    private static final int BLOCKS = 300;
    private static final int ROUNDS = 30;

    /** For subclasses; JUnit makes an instance for each test. */
    protected CheckpointStoreContract() {}

    /** Opens the store of the test, as a process on the first host does. */
    protected abstract CheckpointStore open(Owner owner) throws Exception;

    /** Opens it, as a process on another host does, which no lock of the first host keeps out. */
    protected abstract CheckpointStore openElsewhere(Owner owner) throws Exception;

    /** What the store would read of the checkpoint that is believed. */
    protected abstract byte[] stored() throws Exception;

    /** Puts other bytes in their place, behind the store's back. */
    protected abstract void replace(byte[] stored) throws Exception;

    /** Lets so many seconds pass. */
    protected abstract void passes(long seconds);

    @Test
    void nothingIsRememberedAtFirst() throws Exception {
        try (CheckpointStore store = open(owner("a"))) {
            assertThat(store.load()).isEqualTo(new Loaded.None());
        }
    }

    @Test
    void whatWasSavedIsWhatTheNextOwnerLoads() throws Exception {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Checkpoint checkpoint = checkpoint(new Random(seed));
            try (CheckpointStore store = open(owner("a"))) {
                store.save(checkpoint);
                assertThat(found(store)).as("seed " + seed).isEqualTo(checkpoint);
            }
            try (CheckpointStore store = open(owner("a"))) {
                assertThat(found(store)).as("seed " + seed).isEqualTo(checkpoint);
            }
        }
    }

    @Test
    void ownerWhoNeverSavedHidesNothing() throws Exception {
        Checkpoint checkpoint = checkpoint(new Random(1));
        try (CheckpointStore store = open(owner("a"))) {
            store.save(checkpoint);
        }
        open(owner("a")).close();
        open(owner("b")).close();
        try (CheckpointStore store = open(owner("b"))) {
            assertThat(found(store)).isEqualTo(checkpoint);
        }
    }

    /** Where writes may have followed and no last commit did, the next owner is told, and by whom. */
    @Test
    void ownerThatNeverEndedIsTold() throws Exception {
        try (CheckpointStore store = open(owner("a"))) {
            store.save(checkpoint(new Random(1), Standing.OPEN));
        }
        try (CheckpointStore store = open(owner("a"))) {
            Loaded.Found here = (Loaded.Found) store.load();
            assertThat(here.leftHere()).isTrue();
            assertThat(here.leftElsewhere()).isFalse();
        }
        try (CheckpointStore store = open(owner("b"))) {
            Loaded.Found elsewhere = (Loaded.Found) store.load();
            assertThat(elsewhere.leftHere()).isFalse();
            assertThat(elsewhere.leftElsewhere()).isTrue();
            passes(13);
            store.save(checkpoint(new Random(2), Standing.RESTORED));
        }
        try (CheckpointStore store = open(owner("b"))) {
            Loaded.Found none = (Loaded.Found) store.load();
            assertThat(none.leftHere()).isFalse();
            assertThat(none.leftElsewhere()).isFalse();
        }
    }

    /** One that is cut to nothing may count as one that was never there. */
    @Test
    void cutAtAnyByteIsNeverBelieved() throws Exception {
        byte[] whole = save();
        for (int length = 1; length < whole.length; length++) {
            replace(Arrays.copyOf(whole, length));
            assertNotBelieved("cut to " + length);
        }
        replace(whole);
        assertBelieved();
    }

    @Test
    void flippedBitIsNeverBelieved() throws Exception {
        byte[] whole = save();
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            replace(flipped);
            assertNotBelieved("a bit of byte " + i);
        }
        replace(whole);
        assertBelieved();
    }

    private byte[] save() throws Exception {
        try (CheckpointStore store = open(owner("a"))) {
            store.save(checkpoint(new Random(3)));
        }
        return stored();
    }

    private void assertNotBelieved(String why) throws Exception {
        try (CheckpointStore store = open(owner("a"))) {
            assertThat(store.load()).as(why).isNotInstanceOf(Loaded.Found.class);
        }
    }

    private void assertBelieved() throws Exception {
        try (CheckpointStore store = open(owner("a"))) {
            assertThat(found(store)).isEqualTo(checkpoint(new Random(3)));
        }
    }

    @Test
    void secondOwnerOnTheSameHostIsTurnedAway() throws Exception {
        try (CheckpointStore store = open(owner("a"))) {
            assertThatThrownBy(() -> open(owner("a")))
                    .isInstanceOfSatisfying(
                            CheckpointException.class,
                            busy -> assertThat(busy.kind()).isEqualTo(CheckpointException.Kind.BUSY));
            store.save(checkpoint(new Random(1)));
        }
    }

    @Test
    void ownerThatWasTakenOverLearnsItAndIsNeverBelievedAgain() throws Exception {
        Checkpoint successors = checkpoint(new Random(2));
        try (CheckpointStore old = open(owner("a"))) {
            old.save(checkpoint(new Random(1), Standing.STOPPED));
            old.confirmOwnership();
            try (CheckpointStore successor = openElsewhere(owner("b"))) {
                successor.save(successors);
                assertLost(old::lookForOwner);
                passes(11);
                assertLost(old::confirmOwnership);
                assertLost(() -> old.save(checkpoint(new Random(1))));
                successor.confirmOwnership();
            }
        }
        try (CheckpointStore third = open(owner("c"))) {
            assertThat(found(third)).isEqualTo(successors);
        }
    }

    /** Until he must have looked, who lost a volume may write to it. */
    @Test
    void takeoverFromAnOwnerElsewhereThatNeverEndedWaits() throws Exception {
        try (CheckpointStore old = open(owner("a"))) {
            old.save(checkpoint(new Random(1), Standing.OPEN));
            try (CheckpointStore successor = openElsewhere(owner("b"))) {
                assumeTrue(successor.load() instanceof Loaded.Found, "a checkpoint can be read elsewhere");
                assertThatThrownBy(successor::lookForOwner)
                        .isInstanceOfSatisfying(
                                CheckpointException.class,
                                contested ->
                                        assertThat(contested.kind()).isEqualTo(CheckpointException.Kind.CONTESTED));
                passes(13);
                successor.lookForOwner();
            }
        }
    }

    private static void assertLost(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CheckpointException.class,
                        lost -> assertThat(lost.kind()).isEqualTo(CheckpointException.Kind.LOST));
    }

    private static Checkpoint found(CheckpointStore store) throws CheckpointException {
        assertThat(store.load()).isInstanceOf(Loaded.Found.class);
        return ((Loaded.Found) store.load()).checkpoint();
    }

    private static Owner owner(String boot) {
        return new Owner("host-" + boot, "boot-" + boot, 1, Instant.EPOCH);
    }

    private static Checkpoint checkpoint(Random random) {
        return checkpoint(random, Standing.values()[random.nextInt(Standing.values().length)]);
    }

    private static Checkpoint checkpoint(Random random, Standing standing) {
        boolean whole = standing == Standing.RESTORED || standing == Standing.ACTIVATED;
        int low = whole ? BLOCKS : 1 + random.nextInt(BLOCKS);
        Ranges pending = whole ? Ranges.NONE : Ranges.of(random.ints(random.nextInt(5), 0, low));
        Manifest goal = backup(random);
        Claim claim = standing == Standing.STAGING
                ? Claim.staging(backup(random), goal)
                : new Claim(standing, map(random, random.nextInt(BLOCKS)), goal, new Progress(low, pending));
        return new Checkpoint(
                new Source("place\nwith a break", "volume"),
                new VolumeIdentity("id-" + random.nextInt(), random.nextInt(9), random.nextLong()),
                claim,
                claim.needsStage() ? random.nextInt(1000) : 0);
    }

    private static Manifest backup(Random random) {
        return new Manifest("backup-" + random.nextInt(100), map(random, 0), Optional.of(Instant.EPOCH));
    }

    private static BlockMap map(Random random, int unknown) {
        BlockMap.Builder map = new BlockMap.Builder(BLOCK, (long) BLOCKS * BLOCK);
        map.unknown(0, unknown);
        for (int i = 0; i < 10; i++) {
            byte[] digest = new byte[Digest.BYTES];
            random.nextBytes(digest);
            map.set(random.nextInt(BLOCKS), new Content.Data(Digest.of(digest, 0)));
        }
        return map.build();
    }
}
