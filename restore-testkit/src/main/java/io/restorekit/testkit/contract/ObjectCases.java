package io.restorekit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single objects: reading, putting, deleting, and what their keys may look like. */
abstract class ObjectCases extends TargetFixture {
    private static final List<String> ODD_NAMES = List.of(
            "with space",
            "plus+sign",
            "per%cent",
            "per%20cent",
            "til~de",
            "a&b=c",
            "quote'",
            "semi;colon",
            "#hash",
            "[b]",
            "(c)",
            "*",
            "question?",
            "comma,",
            "colon:",
            "at@",
            "$dollar",
            "!bang",
            ".hidden",
            "-dash");
    private static final String BEYOND_ASCII = "naïve-größe-日本";

    @Test
    void openReadsBytesAndLength() throws Exception {
        byte[] content = bytes(3 * 1024 * 1024 + 17, 1);
        putRaw(key("block"), content);

        try (var object = target().open(key("block"))) {
            assertThat(object.length()).hasValue(content.length);
            assertThat(object.confirmed()).isTrue();
            assertThat(object.body().readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void anObjectThatSaysItsTimeSaysTheOneOfTheListing() throws Exception {
        putRaw(key("times", "one"), text("1"));
        List<Listing.Entry> listed = listAll(key("times"));

        try (var object = target().open(key("times", "one"))) {
            object.modified()
                    .ifPresent(time -> assertThat(listed)
                            .singleElement()
                            .satisfies(entry -> assertThat(((Listing.ObjectEntry) entry).modified())
                                    .isCloseTo(time, within(1, ChronoUnit.SECONDS))));
        }
    }

    @Test
    void anEmptyObjectIsThereAndEmpty() throws Exception {
        putRaw(key("empty"), new byte[0]);

        try (var object = target().open(key("empty"))) {
            assertThat(object.length()).hasValue(0);
            assertThat(object.body().read()).isEqualTo(-1);
        }
    }

    @Test
    void anAbsentObjectIsMissing() {
        assertMissing(key("absent"));
        assertMissing(key("absent", "deeper"));
    }

    @Test
    void aFolderIsNoObject() throws Exception {
        putRaw(key("sub", "object"), text("x"));

        assertThatThrownBy(() -> target().open(key("sub")).close()).isInstanceOf(TargetException.class);
    }

    @Test
    void whatWasPutIsRead() throws Exception {
        target().put(key("new", "folder", "lock.lck"), text("first"));

        assertThat(read(key("new", "folder", "lock.lck"))).isEqualTo(text("first"));
    }

    @Test
    void putReplacesAnObjectWhole() throws Exception {
        target().put(key("lock.lck"), text("a long content that came first"));
        target().put(key("lock.lck"), text("short"));
        assertThat(read(key("lock.lck"))).isEqualTo(text("short"));

        target().put(key("lock.lck"), new byte[0]);
        assertThat(read(key("lock.lck"))).isEmpty();
    }

    @Test
    void putReplacesWhatOthersPut() throws Exception {
        putRaw(key("lock.lck"), text("by another"));

        target().put(key("lock.lck"), text("ours"));

        assertThat(read(key("lock.lck"))).isEqualTo(text("ours"));
    }

    @Test
    void putKeepsNothingOfTheCallersArray() throws Exception {
        byte[] content = text("before");
        target().put(key("kept"), content);
        content[0] = 'X';

        assertThat(read(key("kept"))).isEqualTo(text("before"));
    }

    @Test
    void putLeavesNothingElseInTheFolder() throws Exception {
        target().put(key("locks", "lock.lck"), text("1"));
        target().put(key("locks", "lock.lck"), text("2"));

        assertThat(listAll(key("locks"))).extracting(Listing.Entry::name).containsExactly("lock.lck");
    }

    @Test
    void aDeletedObjectIsMissing() throws Exception {
        target().put(key("short-lived"), text("x"));

        target().delete(key("short-lived"));

        assertMissing(key("short-lived"));
        assertThat(read(key("present"))).isEqualTo(text("here"));
    }

    @Test
    void deletingTwiceIsNoError() throws Exception {
        target().put(key("short-lived"), text("x"));

        target().delete(key("short-lived"));
        target().delete(key("short-lived"));
        target().delete(key("never", "there"));

        assertMissing(key("short-lived"));
    }

    @Test
    void oddNamesAreNamesLikeAnyOther() throws Exception {
        for (String name : ODD_NAMES) {
            assertNameIsKept(name);
        }
    }

    @Test
    void namesMayHoldLettersBeyondAscii() throws Exception {
        assumeTrue(canHold(key(BEYOND_ASCII).path()), "the place cannot hold letters beyond ASCII");

        assertNameIsKept(BEYOND_ASCII);
    }

    @Test
    void closingTwiceIsNoError() {
        target().close();
        target().close();
    }

    @Test
    void descriptionTellsNoSecret() {
        assertThat(target().describe()).isNotBlank().doesNotContain("?");
        assertTellsNoSecret(target().describe());
        assertTellsNoSecret(target().toString());
        assertTellsNoSecret(target().notice().orElse(""));
    }

    @Test
    void aFailureNamesTheObjectAndTellsNoSecret() {
        Throwable missing = catchThrowable(() -> target().open(key("absent")).close());

        assertThat(missing).hasMessageContaining("absent");
        for (Throwable cause = missing; cause != null; cause = cause.getCause()) {
            assertTellsNoSecret(cause.toString());
        }
    }

    private void assertNameIsKept(String name) throws Exception {
        ObjectKey raw = key("raw", name);
        ObjectKey own = key("own", name);
        putRaw(raw, text(name));
        target().put(own, text(name));

        assertThat(read(raw)).as("\"%s\" that another put", name).isEqualTo(text(name));
        assertThat(read(own)).as("\"%s\" that the target put", name).isEqualTo(text(name));
        assertThat(listAll(key("raw"))).extracting(Listing.Entry::name).contains(name);
        assertThat(listAll(key("own"))).extracting(Listing.Entry::name).containsExactly(name);
        target().delete(own);
        assertMissing(own);
    }
}
