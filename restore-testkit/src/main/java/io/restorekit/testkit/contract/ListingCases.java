package io.restorekit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.restorekit.target.Listing;
import io.restorekit.target.Listing.FolderEntry;
import io.restorekit.target.Listing.ObjectEntry;
import io.restorekit.target.ObjectKey;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Folders: what a listing shows, in which order, over how many pages. */
abstract class ListingCases extends ObjectCases {
    /** A store's clock and a file's times are exact to seconds; the rest is a slow test. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    @Test
    void aFolderShowsItsObjectsAndFoldersOnly() throws Exception {
        putRaw(key("volumes", "volume.cfg"), text("12345"));
        putRaw(key("volumes", "blocks", "aa", "bb", "deep.blk"), text("x"));
        putRaw(key("volumes", "backups", "backup_1.cfg"), text("x"));

        List<Listing.Entry> entries = listAll(key("volumes"));

        assertThat(entries)
                .extracting(Listing.Entry::name)
                .containsExactlyInAnyOrder("backups", "blocks", "volume.cfg");
        assertThat(entries)
                .filteredOn(FolderEntry.class::isInstance)
                .extracting(Listing.Entry::name)
                .containsExactlyInAnyOrder("backups", "blocks");
    }

    @Test
    void anEntrySaysItsSizeAndWhenThePlaceGotIt() throws Exception {
        putRaw(key("sizes", "five"), text("12345"));
        putRaw(key("sizes", "none"), new byte[0]);

        List<Listing.Entry> entries = listAll(key("sizes"));

        assertThat(entries).map(entry -> ((ObjectEntry) entry).size()).containsExactly(5L, 0L);
        assertThat(entries)
                .allSatisfy(entry -> assertThat(((ObjectEntry) entry).modified())
                        .isCloseTo(serverTime(), within(CLOCK_TOLERANCE.toSeconds(), ChronoUnit.SECONDS)));
    }

    @Test
    void manyEntriesComeOnceEachInTheOrderOfTheirNames() throws Exception {
        List<String> objects = names("object-");
        for (String name : objects) {
            putRaw(key("many", name), new byte[0]);
        }

        assertThat(listAll(key("many"))).extracting(Listing.Entry::name).containsExactlyElementsOf(objects);
    }

    @Test
    void manyFoldersComeOnceEachInTheOrderOfTheirNames() throws Exception {
        List<String> folders = names("folder-");
        for (String name : folders) {
            putRaw(key("many", name, "object"), new byte[0]);
        }

        assertThat(listAll(key("many")))
                .containsExactlyElementsOf(
                        folders.stream().map(FolderEntry::new).toList());
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() throws Exception {
        Listing listing = target().list(key("absent", "folder"), Optional.empty());

        assertThat(listing.entries()).isEmpty();
        assertThat(listing.next()).isEmpty();
    }

    @Test
    void aFolderIsNotAPrefix() throws Exception {
        putRaw(key("vol", "mine"), text("x"));
        putRaw(key("volume", "others"), text("x"));
        putRaw(key("vol.cfg"), text("x"));

        assertThat(listAll(key("vol"))).extracting(Listing.Entry::name).containsExactly("mine");
    }

    @Test
    void theRootIsAFolder() throws Exception {
        assertThat(listAll(ObjectKey.ROOT)).contains(new FolderEntry("backupstore"));
    }

    @Test
    void aListingShowsWhatHappenedBeforeIt() throws Exception {
        target().put(key("locks", "lock-1.lck"), text("1"));
        target().put(key("locks", "lock-2.lck"), text("2"));
        assertThat(listAll(key("locks"))).extracting(Listing.Entry::name).containsExactly("lock-1.lck", "lock-2.lck");

        target().delete(key("locks", "lock-1.lck"));
        assertThat(listAll(key("locks"))).extracting(Listing.Entry::name).containsExactly("lock-2.lck");
    }

    private List<String> names(String prefix) {
        return IntStream.range(0, manyEntries())
                .mapToObj(i -> String.format("%s%06d", prefix, i))
                .toList();
    }
}
