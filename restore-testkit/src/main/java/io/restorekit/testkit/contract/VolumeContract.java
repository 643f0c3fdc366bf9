package io.restorekit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.volume.Volume;
import io.restorekit.volume.VolumeException;
import io.restorekit.volume.VolumeIdentity;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Volume} has to do. Extend it in the volume's own tests; each test gets a fresh volume: an empty one, or
 * one of zeros, between 4 MiB and 1 GiB, where it cannot grow.
 */
public abstract class VolumeContract {
    private static final int BLOCK = 64 << 10;
    private static final int WRITERS = 4;

    /** For subclasses; JUnit makes an instance for each test. */
    protected VolumeContract() {}

    /** Makes a volume of no bytes, or of zeros where it cannot grow. Called once in each test. */
    protected abstract Volume create() throws Exception;

    /** Opens the volume of the test again, after it was closed, as a new process would. */
    protected abstract Volume reopen() throws Exception;

    /**
     * Lets the next force fail, as a disk does that has lost what was written.
     *
     * @return false where no test can bring that about; its case is then skipped
     */
    protected boolean failNextForce() throws Exception {
        return false;
    }

    /** Whether threads may use it at once; a simulated disk may be for one alone. True by default. */
    protected boolean servesThreads() {
        return true;
    }

    @Test
    void growsWithZerosAndNeverShrinks() throws Exception {
        try (Volume volume = create()) {
            assumeTrue(volume.canGrow(), "it has the size that it has");
            assertThat(volume.size()).isZero();
            volume.grow(3 * BLOCK);
            volume.grow(BLOCK);
            assertThat(volume.size()).isEqualTo(3 * BLOCK);
            assertThat(read(volume, BLOCK, BLOCK)).containsOnly(0);
        }
    }

    @Test
    void whatCannotGrowIsRefusedAndUntouched() throws Exception {
        try (Volume volume = create()) {
            assumeTrue(!volume.canGrow(), "it can grow");
            long size = volume.size();
            volume.grow(BLOCK);
            assertThatThrownBy(() -> volume.grow(size + 1))
                    .isInstanceOfSatisfying(
                            VolumeException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(VolumeException.Kind.TOO_SMALL))
                    .hasMessageContainingAll("" + size, "" + (size + 1));
            assertThat(volume.size()).isEqualTo(size);
            assertThat(read(volume, size - BLOCK, BLOCK)).containsOnly(0);
        }
    }

    @Test
    void whatWasWrittenIsReadBackAlsoByTheNext() throws Exception {
        byte[] content = bytes(1, 2 * BLOCK);
        try (Volume volume = create()) {
            volume.grow(4 * BLOCK);
            volume.write(BLOCK, ByteBuffer.wrap(content));
            assertThat(read(volume, BLOCK, content.length)).isEqualTo(content);
            volume.force(1);
        }
        try (Volume volume = reopen()) {
            assertThat(volume.size()).isGreaterThanOrEqualTo(4 * BLOCK);
            assertThat(read(volume, BLOCK, content.length)).isEqualTo(content);
            assertThat(read(volume, 0, BLOCK)).containsOnly(0);
        }
    }

    @Test
    void readEndsWithTheVolume() throws Exception {
        try (Volume volume = create()) {
            volume.grow(BLOCK);
            long end = volume.size();
            assertThat(volume.read(end - 10, ByteBuffer.allocate(BLOCK))).isEqualTo(10);
            assertThat(volume.read(end, ByteBuffer.allocate(1))).isZero();
            assertThat(volume.read(end + 4 * BLOCK, ByteBuffer.allocate(1))).isZero();
        }
    }

    @Test
    void zerosAreReallyThereAndNowhereElse() throws Exception {
        byte[] content = bytes(2, 4 * BLOCK);
        try (Volume volume = create()) {
            volume.grow(content.length);
            volume.write(0, ByteBuffer.wrap(content));
            volume.force(1);
            volume.zero(BLOCK, 2 * BLOCK);
            volume.force(2);
        }
        Arrays.fill(content, BLOCK, 3 * BLOCK, (byte) 0);
        try (Volume volume = reopen()) {
            assertThat(read(volume, 0, content.length)).isEqualTo(content);
        }
    }

    @Test
    void threadsWriteAtDifferentPositionsAtOnce() throws Exception {
        assumeTrue(servesThreads(), "it serves one thread");
        byte[] content = bytes(3, 64 * BLOCK);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try (Volume volume = create()) {
            volume.grow(content.length);
            List<Callable<Void>> writes = IntStream.range(0, 64)
                    .mapToObj(block -> writing(volume, content, block))
                    .toList();
            for (Future<Void> write : threads.invokeAll(writes)) {
                write.get();
            }
            volume.force(1);
            assertThat(read(volume, 0, content.length)).isEqualTo(content);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Void> writing(Volume volume, byte[] content, int block) {
        return () -> {
            volume.write((long) block * BLOCK, ByteBuffer.wrap(content, block * BLOCK, BLOCK));
            return null;
        };
    }

    /** What a checkpoint tells the volume by. */
    @Test
    void identityLastsAndTheCommitIsRecorded() throws Exception {
        VolumeIdentity before;
        try (Volume volume = create()) {
            volume.grow(BLOCK);
            volume.force(7);
            before = volume.identity().orElseThrow();
            assertThat(before.lastCommit()).isIn(7L, -1L);
        }
        try (Volume volume = reopen()) {
            assertThat(volume.identity()).contains(before);
            volume.write(0, ByteBuffer.wrap(bytes(4, BLOCK)));
            volume.force(8);
            VolumeIdentity after = volume.identity().orElseThrow();
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.lastCommit()).isIn(8L, -1L);
            assertThat(after.showsForeignWrites()).isEqualTo(before.showsForeignWrites());
            if (after.showsForeignWrites()) {
                assertThat(after.modifiedNanos().orElseThrow())
                        .isGreaterThan(before.modifiedNanos().orElseThrow());
            }
        }
    }

    /** The number is -1 where no mark can be kept. */
    @Test
    void disownedVolumeIsAnotherFromTheNextForceOn() throws Exception {
        try (Volume volume = create()) {
            volume.grow(BLOCK);
            volume.force(1);
            VolumeIdentity before = volume.identity().orElseThrow();
            assumeTrue(before.lastCommit() >= 0, "no mark can be kept here");
            volume.disown();
            assertThat(volume.identity()).contains(before);
            volume.force(2);
            assertThat(volume.identity().orElseThrow().id()).isNotEqualTo(before.id());
        }
    }

    @Test
    void volumeThatNobodyTouchedIsInPlace() throws Exception {
        try (Volume volume = create()) {
            assertThat(volume.stillInPlace()).isTrue();
        }
    }

    /** A second force that succeeds would claim what the first one lost. */
    @Test
    void failedForcePoisonsTheVolume() throws Exception {
        try (Volume volume = create()) {
            volume.grow(BLOCK);
            volume.write(0, ByteBuffer.wrap(bytes(5, BLOCK)));
            assumeTrue(failNextForce(), "no force can be made to fail here");
            assertThatThrownBy(() -> volume.force(1))
                    .isInstanceOfSatisfying(
                            VolumeException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(VolumeException.Kind.FORCE_FAILED));
            assertThatThrownBy(() -> volume.force(2)).isInstanceOf(VolumeException.class);
            assertThatThrownBy(() -> volume.write(0, ByteBuffer.allocate(1))).isInstanceOf(VolumeException.class);
        }
    }

    @Test
    void closedVolumeFailsByItsOwnException() throws Exception {
        Volume volume = create();
        volume.grow(BLOCK);
        volume.close();
        volume.close();
        assertThatThrownBy(() -> volume.write(0, ByteBuffer.allocate(1))).isInstanceOf(VolumeException.class);
        assertThatThrownBy(() -> volume.read(0, ByteBuffer.allocate(1))).isInstanceOf(VolumeException.class);
        assertThatThrownBy(() -> volume.force(1)).isInstanceOf(VolumeException.class);
    }

    private static byte[] read(Volume volume, long position, int length) throws VolumeException {
        ByteBuffer into = ByteBuffer.allocate(length);
        assertThat(volume.read(position, into)).isEqualTo(length);
        return into.array();
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
