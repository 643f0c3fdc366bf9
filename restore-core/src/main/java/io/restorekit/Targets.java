package io.restorekit;

import io.restorekit.api.Failure;
import io.restorekit.api.Goal;
import io.restorekit.api.Names;
import io.restorekit.api.RestoreException;
import io.restorekit.engine.Failures;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.BackupTargetProvider;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetUrl;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds the adapter for a URL: those given to the engine first, then those on the class or module path. */
final class Targets {
    private static final Map<String, String> ARTIFACTS = Map.of(
            "s3", "io.restorekit:restore-s3",
            "nfs", "io.restorekit:restore-nfs",
            "file", "io.restorekit:restore-nfs",
            "vfs", "io.restorekit:restore-nfs");

    /** Calls beside the blocks: those that hang and have been given up, the probe, the lock. */
    private static final int SPARE_CALLS = 16;

    private final List<BackupTargetProvider> given;
    private final Map<String, String> settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final Executor lookups;

    Targets(
            List<BackupTargetProvider> given,
            Map<String, String> settings,
            Clock clock,
            RandomGenerator random,
            Executor lookups) {
        this.given = given;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.lookups = lookups;
    }

    static TargetUrl parse(String url) throws RestoreException {
        try {
            return TargetUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage(), "give a URL like s3://bucket@region/path?volume=V&backup=B");
        }
    }

    static String volume(TargetUrl url) throws RestoreException {
        Optional<String> volume = url.volume();
        if (volume.isEmpty()) {
            throw usage("the URL " + url + " names no volume", "add ?volume=NAME; inspect lists the names");
        }
        if (!Names.valid(volume.get())) {
            throw usage("the URL " + url + " names a volume that is no valid name", "inspect lists the names");
        }
        return volume.get();
    }

    /** The backup that the URL names, or the newest. */
    static Goal goal(TargetUrl url) throws RestoreException {
        try {
            return url.backup().map(Goal::exactly).orElseGet(Goal::newest);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()), "inspect lists the names");
        }
    }

    /**
     * @param blocks that may be on their way at once
     */
    BackupTarget open(TargetUrl url, Notes notes, int blocks) throws RestoreException {
        TargetContext context = new TargetContext(clock, random, lookups, notes, settings, blocks + SPARE_CALLS);
        BackupTargetProvider provider = provider(url.scheme());
        try {
            return provider.open(url, context);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()), "correct the URL or the settings");
        } catch (RuntimeException | LinkageError e) {
            throw new RestoreException(Failures.of(e), e);
        }
    }

    private BackupTargetProvider provider(String scheme) throws RestoreException {
        Stream<BackupTargetProvider> found = StreamSupport.stream(
                ServiceLoader.load(BackupTargetProvider.class).spliterator(), false);
        Optional<BackupTargetProvider> provider = Stream.concat(given.stream(), found)
                .filter(candidate -> candidate.schemes().contains(scheme))
                .findFirst();
        if (provider.isEmpty()) {
            String artifact = ARTIFACTS.get(scheme);
            throw usage(
                    "no adapter for " + scheme + ":// is on the class or module path",
                    artifact == null ? "known are " + ARTIFACTS.keySet() : "add the dependency " + artifact);
        }
        return provider.get();
    }

    private static RestoreException usage(String what, String advice) {
        return new RestoreException(new Failure(Failure.Kind.USAGE, what, advice));
    }
}
