package io.restorekit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The place and the target of one test, and the steps that the cases share. */
abstract class TargetFixture {
    static final ObjectKey FOLDER = new ObjectKey("backupstore/contract");

    /** More pages than any sane listing has: one that repeats itself ends here. */
    private static final int MOST_PAGES = 10_000;

    private @Nullable BackupTarget target;

    protected abstract BackupTarget openTarget() throws Exception;

    protected abstract void putRaw(String path, byte[] content) throws Exception;

    protected abstract boolean canHold(String path);

    protected abstract Set<String> secrets();

    protected abstract Instant serverTime();

    protected abstract int manyEntries();

    @BeforeEach
    final void openOverAFreshPlace() throws Exception {
        target = openTarget();
        putRaw(key("present").path(), text("here"));
    }

    @AfterEach
    final void closeTheTarget() {
        if (target != null) {
            target.close();
        }
    }

    final BackupTarget target() {
        if (target == null) {
            throw new IllegalStateException("no test is running");
        }
        return target;
    }

    final void putRaw(ObjectKey key, byte[] content) throws Exception {
        putRaw(key.path(), content);
    }

    final byte[] read(ObjectKey key) throws Exception {
        try (var object = target().open(key)) {
            return object.body().readAllBytes();
        }
    }

    final List<Listing.Entry> listAll(ObjectKey folder) throws TargetException {
        List<Listing.Entry> entries = new ArrayList<>();
        Optional<String> page = Optional.empty();
        int pages = 0;
        do {
            Listing listing = target().list(folder, page);
            entries.addAll(listing.entries());
            page = listing.next();
            assertThat(++pages).as("pages of %s", folder).isLessThan(MOST_PAGES);
        } while (page.isPresent());
        return entries;
    }

    final void assertMissing(ObjectKey key) {
        assertThatThrownBy(() -> target().open(key).close())
                .as("opening %s", key)
                .isInstanceOf(TargetException.Missing.class);
    }

    final void assertTellsNoSecret(String text) {
        for (String secret : secrets()) {
            assertThat(text).doesNotContain(secret);
        }
    }

    static ObjectKey key(String... segments) {
        ObjectKey key = FOLDER;
        for (String segment : segments) {
            key = key.child(segment);
        }
        return key;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes that no compression shortens; the same for the same seed. */
    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
