package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.dns.HostsFile;
import io.restorekit.testkit.s3.LoggedRequest;
import io.restorekit.testkit.s3.S3Fault;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.s3.S3Settings;
import io.restorekit.testkit.scenario.Kept;
import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.scenario.restore.LiveRestore;
import io.restorekit.testkit.scenario.restore.LiveSite;
import io.restorekit.testkit.scenario.restore.RestoreRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A scene in real time: a real S3 server behind a name, a real DNS server, a real disk. A minute of a story is half a second. */
final class LiveScene implements Scene {
    /** What it has to offer; a disk of its own and virtual time it has not. */
    static final Set<Need> OFFERS = EnumSet.of(Need.NETWORK, Need.PROCESS, Need.CANCEL, Need.RESHAPING, Need.FOLLOWING);

    private static final String HOST = "s3.restore.test";
    private static final String VOLUME = "volume.img";
    private static final int PACE = 120;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final long GLANCE_MILLIS = 20;

    private final LiveRestore restore;
    private final ScenarioStore backups;
    private final MadeBackups made;
    private final Path directory;
    private final S3Server s3 =
            S3Server.open(S3Settings.DEFAULT.withHostName(HOST).withPublicReads(true));
    private final DnsServer dns = DnsServer.open();
    private final HostsFile hosts = HostsFile.open();
    private final LiveFaults faults;
    private final Fetches fetches = new Fetches();
    private final List<RestoreRun> runs = new ArrayList<>();
    private final long begin = System.nanoTime();
    private long requestsSeen;
    private int node = 1;

    LiveScene(LiveRestore restore, Scenario scenario, ScenarioStore backups) throws IOException {
        this.restore = restore;
        this.backups = backups;
        this.directory = Files.createTempDirectory("scenario");
        this.faults =
                new LiveFaults(s3, dns, hosts, HOST, scope -> backups.keys(scope, scenario.goal(), scenario.holds()));
        this.made = new MadeBackups(backups, scenario.made());
        bringBack();
        faults.nothing();
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Duration scaled(Duration time) {
        return time.dividedBy(PACE);
    }

    @Override
    public Duration grace() {
        return GRACE;
    }

    @Override
    public boolean next(Duration notAfter) {
        try {
            new CountDownLatch(1).await(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        for (LoggedRequest request : s3.requests()) {
            if (request.sequence() > requestsSeen) {
                requestsSeen = request.sequence();
                byte[] object = backups.objects().get(request.key());
                boolean whole = request.fault()
                        .filter(fault -> !(fault instanceof S3Fault.Delay))
                        .isEmpty();
                if (request.succeeded() && whole && object != null) {
                    fetches.come(request.key(), object.length);
                }
            }
        }
        return true;
    }

    @Override
    public MortalRun start(int backup) throws IOException {
        LiveSite site = new LiveNode(
                directory.resolve(VOLUME), directory, "node-" + node, s3, dns, hosts, HOST, faults::namesAreInAFile);
        RestoreRun run = backup == Scenario.NEWEST ? restore.follow(site) : restore.start(site, backups.name(backup));
        MortalRun mortal = new MortalRun(run, () -> {});
        runs.add(mortal);
        return mortal;
    }

    @Override
    public void moveToAnotherNode() {
        node++;
    }

    @Override
    public SceneFaults faults() {
        return faults;
    }

    @Override
    public List<String> unfiredOnDisk() {
        return List.of();
    }

    @Override
    public Set<Check> unseen() {
        return Set.of(Check.RESTORED_IS_DURABLE, Check.DELETION_IS_KEPT_OUT);
    }

    @Override
    public void lose(int backup) {
        made.loses(backup);
        backups.ownObjects(backup).forEach(s3::delete);
    }

    @Override
    public void bringBack() {
        made.areBack();
        made.objects().forEach(s3::put);
    }

    @Override
    public void backUp() {
        made.next().forEach(s3::put);
    }

    @Override
    public MadeBackups made() {
        return made;
    }

    @Override
    public Fetches fetches() {
        return fetches;
    }

    @Override
    public boolean holds(int backup) throws IOException {
        Path volume = directory.resolve(VOLUME);
        return Files.exists(volume) && backups.isHeld(backup, Files.readAllBytes(volume));
    }

    /** What a power cut would leave of a real disk is not seen. */
    @Override
    public boolean holdsForGood(int backup) throws IOException {
        return holds(backup);
    }

    @Override
    public List<String> difference(int backup, int before) {
        return backups.difference(backup, before);
    }

    @Override
    public List<String> trespasses() {
        return List.of();
    }

    @Override
    public void cutPower(Kept kept) {
        throw simulatedOnly();
    }

    @Override
    public void cutPowerAt(long operation, Kept kept) {
        throw simulatedOnly();
    }

    @Override
    public boolean hasCutPower() {
        return false;
    }

    @Override
    public void failNextForce() {
        throw simulatedOnly();
    }

    @Override
    public void delete(int backup, Duration pause) {
        throw simulatedOnly();
    }

    @Override
    public long diskOperations() {
        throw simulatedOnly();
    }

    private static UnsupportedOperationException simulatedOnly() {
        return new UnsupportedOperationException("in a simulated scene only: the scenario needs what is not offered");
    }

    @Override
    public void close() throws IOException {
        try (s3;
                dns;
                hosts) {
            runs.forEach(RestoreRun::kill);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
