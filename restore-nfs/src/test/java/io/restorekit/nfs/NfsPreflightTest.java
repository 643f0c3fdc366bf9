package io.restorekit.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.restorekit.api.Finding;
import io.restorekit.api.Finding.Severity;
import io.restorekit.target.TargetException.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the preflight says of mounts, by tables as the kernel writes them. */
class NfsPreflightTest {
    private static final String AS_LONGHORN_MOUNTS =
            "rw,vers=4.2,rsize=1048576,wsize=1048576,namlen=255,acregmin=1,acregmax=1,soft,proto=tcp,timeo=300,retrans=2,"
                    + "sec=sys,clientaddr=192.0.2.7,local_lock=none,addr=192.0.2.1";

    @TempDir
    Path root;

    @TempDir
    Path elsewhere;

    private OpenFiles files = new OpenFiles(50, 1_024);

    @BeforeEach
    void makeStore() throws IOException {
        Files.createDirectory(root.resolve(Diagnosis.MARKER));
    }

    @Test
    void mountAsLonghornMakesItIsGoodByAddress() throws IOException {
        assertThat(severities(look("nfs4", "192.0.2.1:/export", AS_LONGHORN_MOUNTS)))
                .isEqualTo(Map.of(
                        "mount", Severity.GOOD,
                        "mount options", Severity.GOOD,
                        "server", Severity.GOOD,
                        "store", Severity.GOOD,
                        "file handles", Severity.GOOD));
    }

    @Test
    void serverByNameDependsOnDnsWhenItIsMounted() throws IOException {
        Finding server = finding("server", look("nfs4", "nas.example.com:/export", AS_LONGHORN_MOUNTS));

        assertThat(server.severity()).isEqualTo(Severity.WARNING);
        assertThat(server.advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("mount by address"));
        assertThat(finding("server", look("nfs4", "[2001:db8::1]:/export", AS_LONGHORN_MOUNTS))
                        .severity())
                .isEqualTo(Severity.GOOD);
    }

    @ParameterizedTest
    @CsvSource({
        "'rw,hard,timeo=600,retrans=2', WARNING, hangs for ever",
        "'rw,soft,timeo=7,retrans=3', WARNING, busy for a moment",
        "'rw,soft,timeo=100', GOOD, ''",
        "'rw,softerr,timeo=600', GOOD, ''"
    })
    void optionsAreWeighed(String options, Severity severity, String advice) throws IOException {
        Finding finding = finding("mount options", look("nfs", "192.0.2.1:/export", options));

        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.advice().orElse("")).contains(advice);
    }

    @Test
    void directoryThatIsNoMountIsSaidForAnExportAndFineForAFileUrl() throws IOException {
        assertThat(finding("mount", look("ext4", "/dev/sda1", "rw")).severity()).isEqualTo(Severity.WARNING);
        assertThat(finding("mount", look("file:///backups", "ext4", "/dev/sda1", "rw")))
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.GOOD));
    }

    @Test
    void automountThatHasExpiredIsTouchedBeforeTheMountTableIsRead() throws Exception {
        Place place = new KnownDirectory("nfs://nas:/export", root, "mount it");
        Diagnosis diagnosis = new Diagnosis(place);
        Files.delete(root.resolve(Diagnosis.MARKER));
        assertThatThrownBy(() -> diagnosis.requireStore(root, "before")).isInstanceOf(Unavailable.class);
        Files.createDirectory(root.resolve(Diagnosis.MARKER));
        MountTable.Source untilTouched = () -> diagnosis.mountProblem().isPresent()
                ? table(root, "autofs", "systemd-1", "rw,direct")
                : table(root, "nfs4", "192.0.2.1:/export", AS_LONGHORN_MOUNTS);

        assertThat(severities(new NfsPreflight(place, diagnosis, untilTouched, () -> files).look()))
                .contains(entry("mount", Severity.GOOD), entry("mount options", Severity.GOOD));
    }

    @Test
    void mountPointIsFoundThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), root);
        Place place = new KnownDirectory("nfs://nas:/export", link, "mount it");
        MountTable table = table(root.toRealPath(), "nfs4", "192.0.2.1:/export", AS_LONGHORN_MOUNTS);

        assertThat(severities(new NfsPreflight(place, new Diagnosis(place), () -> table, () -> files).look()))
                .contains(entry("mount", Severity.GOOD), entry("mount options", Severity.GOOD));
    }

    @Test
    void storeThatDoesNotShowIsAProblem() throws IOException {
        Files.delete(root.resolve(Diagnosis.MARKER));

        assertThat(finding("store", look("nfs4", "192.0.2.1:/export", AS_LONGHORN_MOUNTS))
                        .severity())
                .isEqualTo(Severity.PROBLEM);
    }

    @Test
    void exportThatIsNotMountedSaysWhatToMount() {
        Place place = new MountedExport("nfs://nas:/export", new Export("nas", "/export"), () -> MountTable.parse(""));
        List<Finding> findings =
                new NfsPreflight(place, new Diagnosis(place), () -> MountTable.parse(""), () -> files).look();

        assertThat(finding("mount", findings).severity()).isEqualTo(Severity.PROBLEM);
        assertThat(finding("mount", findings).advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("soft,timeo=300,retry=2 nas:/export"));
    }

    @Test
    void fewHandlesAreAWarning() throws IOException {
        files = new OpenFiles(900, 1_024);

        assertThat(finding("file handles", look("nfs4", "192.0.2.1:/export", AS_LONGHORN_MOUNTS))
                        .severity())
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void limitOfOpenFilesIsRead() throws IOException {
        String limits = """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             95000                95000                processes
                Max open files            1024                 524288               files
                """;

        assertThat(OpenFiles.most(limits)).isEqualTo(1_024);
        assertThat(OpenFiles.most(limits.replace("1024  ", "unlimited"))).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> OpenFiles.most("")).isInstanceOf(IOException.class);
    }

    private List<Finding> look(String type, String source, String options) throws IOException {
        return look("nfs://nas:/export", type, source, options);
    }

    private List<Finding> look(String name, String type, String source, String options) throws IOException {
        MountTable table = table(root.toRealPath(), type, source, options);
        Place place = new KnownDirectory(name, root, "mount it");
        return new NfsPreflight(place, new Diagnosis(place), () -> table, () -> files).look();
    }

    private static MountTable table(Path point, String type, String source, String options) {
        return MountTable.parse("22 1 8:1 / / rw - ext4 /dev/root rw\n36 22 0:52 / "
                + point.toString().replace(" ", "\\040") + " rw,relatime shared:8 - " + type + " " + source + " "
                + options);
    }

    private static Finding finding(String check, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + check + " in " + findings));
    }

    private static Map<String, Severity> severities(List<Finding> findings) {
        return findings.stream().collect(Collectors.toMap(Finding::check, Finding::severity));
    }
}
