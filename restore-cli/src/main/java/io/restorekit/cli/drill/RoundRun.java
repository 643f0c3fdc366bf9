package io.restorekit.cli.drill;

import io.restorekit.testkit.s3.LoggedRequest;
import io.restorekit.testkit.timeline.Mark;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One round: restore in full, begin the incremental restore, kill it without DNS, restart it without DNS. */
final class RoundRun {
    private static final int KILL_AT_PERCENT = 30;

    /** How long DNS stays silent after the second child has shown what it does without it. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** A child that shows nothing by then fails its round's checks. */
    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(30);

    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Stage stage;
    private final Round round;
    private final PrintStream out;
    private final Chronicle chronicle;
    private final Path volume;

    RoundRun(Stage stage, Round round, PrintStream out) {
        this.stage = stage;
        this.round = round;
        this.out = out;
        this.chronicle = new Chronicle(out);
        this.volume = stage.directory().resolve("volume-" + (round.ordinal() + 1));
    }

    Observations run() throws IOException, InterruptedException {
        restoreFirst();
        stage.forgetRequests();
        stage.slow();
        chronicle.begin();
        StatusLine killed = killInTheMiddle();
        glance(Stage.settling());
        List<LoggedRequest> before = stage.blocksServed();
        if (round == Round.NOTHING_KNOWN) {
            forgetAddresses();
        }
        long unansweredBefore = stage.unanswered();
        Instant start = Instant.now();
        chronicle.starts("restarted without DNS");
        try (Child second = Child.restore(stage, stage.store().second(), volume, chronicle::hears)) {
            chronicle.notes("child", "process " + second.pid());
            outlast(second, before.size(), unansweredBefore);
            long unanswered = stage.unanswered() - unansweredBefore;
            Instant back = Instant.now();
            stage.dnsIsBack();
            stage.fast();
            chronicle.ends("DNS");
            chronicle.notes("DNS", "answers again, after " + unanswered + " queries without an answer");
            int exit = second.awaitExit();
            chronicle.marks(Mark.END, "exit code " + exit);
            chronicle.end();
            List<LoggedRequest> all = stage.blocksServed();
            all.forEach(request -> chronicle.fetched(request.at(), request.key(), stage.size(request)));
            List<LoggedRequest> after = all.subList(before.size(), all.size());
            return new Observations(
                    round,
                    killed.totalBytes(),
                    killed.claimedBytes(),
                    different(before),
                    all.size() - different(all),
                    unanswered,
                    first(after).map(at -> Duration.between(start, at)),
                    Duration.between(start, back),
                    exit,
                    stage.store().isSecond(volume));
        }
    }

    /** What was seen, as a story; once {@link #run} has returned. */
    Chronicle chronicle() {
        return chronicle;
    }

    private void restoreFirst() throws InterruptedException {
        try (Child child = Child.restore(stage, stage.store().first(), volume, status -> {})) {
            int exit = child.awaitExit();
            if (exit != 0) {
                throw new IllegalStateException("the full restore ended with exit code " + exit);
            }
        }
        out.println(stage.store().first() + " is restored in full; then:");
    }

    private StatusLine killInTheMiddle() throws InterruptedException {
        chronicle.starts("restores " + stage.store().second() + " incrementally");
        try (Child child = Child.restore(stage, stage.store().second(), volume, chronicle::hears)) {
            chronicle.notes("child", "process " + child.pid());
            child.await(status -> status.claims(KILL_AT_PERCENT));
            stage.dnsFallsSilent();
            chronicle.begins("DNS", "away: no answer");
            child.kill();
            StatusLine last = child.last();
            chronicle.marks(
                    Mark.KILL,
                    "SIGKILL, with " + (last.claimedBytes() >> 20) + " of " + (last.totalBytes() >> 20)
                            + " MiB claimed");
            chronicle.dies();
            return last;
        }
    }

    private void forgetAddresses() throws IOException {
        Path state = volume.resolveSibling(volume.getFileName() + ".restore");
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(state, "note-*")) {
            for (Path note : notes) {
                Files.delete(note);
            }
        }
        chronicle.notes("drill", "the last addresses that worked are deleted");
    }

    /** Lets DNS be away until the child has gone on without it, or says that it waits, and a little longer. */
    private void outlast(Child child, int servedBefore, long unansweredBefore) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST_OUTAGE);
        boolean shown = false;
        while (!shown && Instant.now().isBefore(end)) {
            glance(GLANCE);
            boolean went = stage.blocksServed().size() > servedBefore;
            boolean asked = stage.unanswered() > unansweredBefore;
            shown = asked && (went || round == Round.NOTHING_KNOWN && child.hasSaid("WAITING"));
            if (shown) {
                chronicle.notes(
                        went ? "S3" : "child",
                        went ? "serves the first block to the new process, without DNS" : "waits for DNS");
            }
        }
        glance(LINGER);
    }

    private static void glance(Duration pause) throws InterruptedException {
        new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Optional<Instant> first(List<LoggedRequest> blocks) {
        return blocks.stream().map(LoggedRequest::at).min(Instant::compareTo);
    }

    private static int different(List<LoggedRequest> blocks) {
        return (int) blocks.stream().map(LoggedRequest::key).distinct().count();
    }
}
