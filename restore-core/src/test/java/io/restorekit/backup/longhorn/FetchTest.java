package io.restorekit.backup.longhorn;

import static io.restorekit.backup.longhorn.TestStore.BLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.api.Failure;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.Digest;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchTest {
    private static final byte[] CONTENT = TestBytes.compressible(BLOCK, 5);
    private static final Digest DIGEST = new Sha512().digest(CONTENT, BLOCK);

    private final byte[] into = new byte[BLOCK + 16];
    private final Received received = new Received();
    private TestStore store;

    @BeforeEach
    void makeStore(@TempDir Path root) {
        store = new TestStore(root).volume("");
    }

    @Test
    void rawBlockIsReadInPlace() throws Exception {
        stored(CONTENT);
        fetch();
        assertFetched();
        assertThat(received.bytes).isEqualTo(BLOCK);
    }

    @Test
    void packingIsToldByTheBytesWhateverTheConfigSays() throws Exception {
        byte[] packed = TestBytes.gzip(CONTENT);
        stored(packed);
        fetch();
        assertFetched();
        assertThat(received.bytes).isEqualTo(packed.length);
    }

    @Test
    void lengthNeedNotBeAnnounced() throws Exception {
        store.target.unannounced();
        stored(TestBytes.gzip(CONTENT));
        fetch();
        assertFetched();
        Arrays.fill(into, (byte) 0);
        stored(CONTENT);
        fetch();
        assertFetched();
    }

    @Test
    void rawBlockMayLookPacked() throws Exception {
        byte[] looksPacked = CONTENT.clone();
        looksPacked[0] = 0x1f;
        looksPacked[1] = (byte) 0x8b;
        Digest digest = new Sha512().digest(looksPacked, BLOCK);
        store.write(store.layout.block(digest), looksPacked);
        store.catalog().fetch(digest, into, BLOCK, received);
        assertThat(Arrays.copyOf(into, BLOCK)).isEqualTo(looksPacked);
    }

    @Test
    void packedBlockMayHaveTheLengthOfARawOne() throws Exception {
        byte[] packed = TestBytes.gzip(CONTENT);
        byte[] comment = new byte[BLOCK - packed.length - 1];
        Arrays.fill(comment, (byte) 'x');
        byte[] head = Arrays.copyOf(packed, 10);
        head[3] = 0x10;
        stored(TestBytes.concat(head, comment, new byte[1], Arrays.copyOfRange(packed, 10, packed.length)));
        fetch();
        assertFetched();
    }

    @Test
    void lengthThatNoBlockPacksToIsRefusedUnread() {
        stored(new byte[BLOCK + BLOCK / 255 + (64 << 10) + 1]);
        assertDamaged(this::fetch);
        assertThat(received.bytes).isZero();
        assertThat(store.target.aborted()).isEqualTo(1);
    }

    @Test
    void endlessBodyIsCutAtThatLength() {
        store.target.unannounced();
        stored(new byte[10 * BLOCK]);
        assertDamaged(this::fetch);
        assertThat(received.bytes).isEqualTo(BLOCK + BLOCK / 255 + (64 << 10));
    }

    @Test
    void bombsAndShortBlocksAreDamaged() {
        stored(TestBytes.gzip(new byte[100 * BLOCK]));
        assertDamaged(this::fetch);
        stored(TestBytes.gzip(Arrays.copyOf(CONTENT, BLOCK - 1)));
        assertDamaged(this::fetch);
        stored(TestBytes.gzip(TestBytes.concat(CONTENT, new byte[1])));
        assertDamaged(this::fetch);
        stored(Arrays.copyOf(CONTENT, BLOCK - 1));
        assertDamaged(this::fetch);
        stored(new byte[0]);
        assertDamaged(this::fetch);
    }

    @Test
    void contentWithAnotherChecksumIsDamaged() {
        byte[] other = CONTENT.clone();
        other[BLOCK - 1] ^= 1;
        stored(other);
        assertDamaged(this::fetch);
        stored(TestBytes.gzip(other));
        assertDamaged(this::fetch);
    }

    @Test
    void damageNamesTheBlock() {
        stored(new byte[BLOCK]);
        assertThatThrownBy(this::fetch)
                .hasMessageContaining(store.layout.block(DIGEST).path())
                .hasMessageContaining("checksum");
    }

    @Test
    void bodyThatBreaksOffIsUnavailable() {
        stored(CONTENT);
        store.target.cutOff(store.layout.block(DIGEST), 100);
        assertThatThrownBy(this::fetch)
                .asInstanceOf(InstanceOfAssertFactories.throwable(Unavailable.class))
                .extracting(Unavailable::reason)
                .isEqualTo(Cause.CONNECTION_FAILED);
        assertThat(received.bytes).isEqualTo(100);
        assertThat(store.target.aborted()).isEqualTo(1);
    }

    @Test
    void callCanBeAborted() throws Exception {
        stored(CONTENT);
        fetch();
        assertThat(store.target.aborted()).isZero();
        received.object.orElseThrow().abort();
        assertThat(store.target.aborted()).isEqualTo(1);
    }

    @Test
    void missingIsBelievedWhileTheVolumeIsSeen() {
        assertThatThrownBy(this::fetch).isInstanceOf(Missing.class);
    }

    @Test
    void missingIsNotBelievedOfAnEmptyFolder() throws Exception {
        store.target.delete(store.layout.volumeConfig());
        assertThatThrownBy(this::fetch)
                .asInstanceOf(InstanceOfAssertFactories.throwable(Unavailable.class))
                .extracting(Unavailable::reason)
                .isEqualTo(Cause.MOUNT);
    }

    /** A proxy, say, that answers "not found" for all of a store that is away. */
    @Test
    void missingIsNotBelievedWhereTheVolumeCannotBeLookedFor() {
        Unavailable down = new Unavailable(Cause.CONNECTION_FAILED, "down", null);
        store.target.onList(folder -> Optional.of(down));
        assertThatThrownBy(this::fetch).isSameAs(down);
    }

    /** Somebody else may have answered: a block proves itself, and damage proves nothing. */
    @Test
    void placeThatNobodyConfirmedIsBelievedForWhatProvesItself() throws Exception {
        store.target.unconfirmed();
        stored(CONTENT);
        fetch();
        assertFetched();
        assertThat(store.target.proved()).isEqualTo(1);
        stored(new byte[BLOCK]);
        assertThatThrownBy(this::fetch).isInstanceOf(Unavailable.class);
        assertThat(store.target.refuted()).isEqualTo(1);
    }

    /** Another address may hold it undamaged. */
    @Test
    void placeIsToldOfDamageAndNotOfWhatBrokeOff() {
        stored(new byte[BLOCK]);
        assertDamaged(this::fetch);
        store.target.cutOff(store.layout.block(DIGEST), 100);
        assertThatThrownBy(this::fetch).isInstanceOf(Unavailable.class);
        assertThat(store.target.refuted()).isEqualTo(1);
        assertThat(store.target.proved()).isZero();
    }

    @Test
    void otherFailuresPassThrough() {
        store.target.onOpen(key -> Optional.of(new Refused("no", null)));
        assertThatThrownBy(this::fetch).isInstanceOf(Refused.class);
    }

    private void stored(byte[] content) {
        store.write(store.layout.block(DIGEST), content);
    }

    private void fetch() throws Exception {
        store.catalog().fetch(DIGEST, into, BLOCK, received);
    }

    private void assertFetched() {
        assertThat(Arrays.copyOf(into, BLOCK)).isEqualTo(CONTENT);
        assertNothingPastTheEnd();
    }

    private void assertDamaged(ThrowingCallable fetch) {
        assertThatThrownBy(fetch)
                .asInstanceOf(InstanceOfAssertFactories.throwable(BackupException.class))
                .extracting(e -> e.failure().kind())
                .isEqualTo(Failure.Kind.BLOCK_DAMAGED);
        assertNothingPastTheEnd();
    }

    private void assertNothingPastTheEnd() {
        assertThat(Arrays.copyOfRange(into, BLOCK, into.length)).isEqualTo(new byte[16]);
    }
}
