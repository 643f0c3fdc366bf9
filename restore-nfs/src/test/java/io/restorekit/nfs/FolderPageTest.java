package io.restorekit.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.restorekit.target.Listing;
import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One odd entry spoils no listing, and what could not be seen is not taken for absent. */
class FolderPageTest {
    private static final Set<PosixFilePermission> NOTHING = PosixFilePermissions.fromString("---------");
    private static final Set<PosixFilePermission> NAMES_ONLY = PosixFilePermissions.fromString("r--------");
    private static final Set<PosixFilePermission> ALL = PosixFilePermissions.fromString("rwx------");

    @TempDir
    Path root;

    private Path folder = Path.of("/");

    @BeforeEach
    void makeAFolderWithOneFile() throws IOException {
        folder = Files.createDirectory(root.resolve("folder"));
        Files.write(folder.resolve("file"), new byte[1]);
    }

    @Test
    void linksThatLeadNowhereAreLeftOut() throws Exception {
        link("dangling", "absent");
        link("itself", "itself");
        link("one", "two");
        link("two", "one");
        link("into-a-circle", "one");
        link("below-itself", "below-itself/x");
        link("good", "file");

        assertThat(names()).containsExactly("file", "good");
    }

    /** Two bytes that are a letter in no encoding, or, as in the C locale, in none of this process's. */
    @Test
    void nameThatThisProcessCannotSpellSpoilsNothing() throws Exception {
        try (ChildProcess touch = ChildProcess.start(
                Command.of("sh", "-c", "touch \"$(printf 'odd\\377\\303')\"").in(folder))) {
            assertThat(touch.awaitExit(Duration.ofSeconds(10))).isZero();
        }

        assertThat(names()).hasSize(2).contains("file");
    }

    @Test
    void folderMayBeNamedAsWhatAWriterLeaves() throws Exception {
        Files.createDirectory(folder.resolve("volume.tmp.1"));
        Files.write(folder.resolve("volume.cfg.tmp.1"), new byte[1]);

        assertThat(names()).containsExactly("file", "volume.tmp.1");
    }

    @Test
    void folderWithoutEndIsAnError() {
        Iterable<Path> endless =
                () -> Stream.generate(() -> folder.resolve("again")).iterator();

        assertThatThrownBy(() -> FolderPage.byName(folder, endless)).isInstanceOf(IOException.class);
    }

    @Test
    void linkToAForbiddenPlaceIsLeftOut() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        Path forbidden = Files.createDirectory(root.resolve("forbidden"));
        link("link", "../forbidden/x");
        Files.setPosixFilePermissions(forbidden, NOTHING);
        try {
            assertThat(names()).containsExactly("file");
        } finally {
            Files.setPosixFilePermissions(forbidden, ALL);
        }
    }

    @Test
    void folderThatShowsNoMoreThanNamesIsForbiddenAndNotEmpty() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        Files.setPosixFilePermissions(folder, NAMES_ONLY);
        try {
            assertThatThrownBy(this::names).isInstanceOf(AccessDeniedException.class);
        } finally {
            Files.setPosixFilePermissions(folder, ALL);
        }
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), Path.of(target));
    }

    private Iterable<String> names() throws IOException {
        return FolderPage.read(root, folder, Optional.empty()).entries().stream()
                .map(Listing.Entry::name)
                .toList();
    }
}
