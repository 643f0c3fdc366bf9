package io.restorekit.cli;

import io.restorekit.api.Activation;
import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** For people: one line a change, and a progress bar on a terminal. */
final class TextReport implements Report {
    private static final long MIB = 1 << 20;

    private final Console console;
    private final boolean terminal;
    private Optional<ProgressBar> bar = Optional.empty();
    private String lastLine = "";
    private String restorePoint = "";
    private boolean staged;
    private long tenthsTold;

    private TextReport(Console console, boolean terminal) {
        this.console = console;
        this.terminal = terminal;
    }

    static TextReport on(Console console) {
        return new TextReport(console, System.console() != null);
    }

    @Override
    public synchronized void changed(RestoreStatus status) {
        staged = status.phase() == Phase.SEALING || staged && status.phase() == Phase.OPENING;
        tellRestorePoint(status);
        String line = line(status);
        if (!isPassing(status) && !line.equals(lastLine)) {
            lastLine = line;
            closeBar();
            console.event(line);
        }
        if (isMoving(status) && status.totalBytes() > 0) {
            progress(status);
        }
    }

    @Override
    public synchronized void ended(Outcome outcome) {
        closeBar();
        if (outcome instanceof Outcome.Restored restored) {
            console.event("restored: the volume holds " + restored.backup());
        } else if (outcome instanceof Outcome.Activated activated) {
            console.event(words(activated.activation()));
        } else if (outcome instanceof Outcome.Incomplete incomplete) {
            console.event("incomplete: the volume holds " + incomplete.backup() + " but for these blocks:");
            list(incomplete.badBlocks());
        } else if (outcome instanceof Outcome.Verified verified) {
            console.event(
                    verified.isSound()
                            ? "verified: every block is as " + verified.backup() + " says"
                            : "verified: these blocks are not as " + verified.backup() + " says:");
            list(verified.badBlocks());
        } else if (outcome instanceof Outcome.Suspended suspended) {
            console.event("suspended; run the same command again");
            console.error(suspended.reason());
        } else if (outcome instanceof Outcome.Failed failed) {
            console.event("failed");
            console.error(failed.failure());
        } else {
            console.event("cancelled; the same command goes on from here");
        }
    }

    @Override
    public void refused(Failure failure) {
        console.error(failure);
    }

    private void list(List<Outcome.BadBlock> blocks) {
        blocks.forEach(block -> console.line("  offset " + block.offset() + " " + block.kind() + " " + block.digest()));
    }

    private static String words(Activation activation) {
        String at = activation.snapshotAt().map(time -> " of " + time).orElse("");
        String newer = activation.newestKnown().equals(activation.backup())
                ? ""
                : "; " + activation.newestKnown() + " is newer"
                        + activation
                                .behind()
                                .map(time -> " by " + time.toMinutes() + " min")
                                .orElse("")
                        + ", and was not complete";
        return "activated: the volume holds " + activation.backup() + at + newer;
    }

    /** Another try of what it waits for is no news; its end is told by itself. */
    private static boolean isPassing(RestoreStatus status) {
        boolean trying = status.phase() == Phase.LOCATING || status.phase() == Phase.RECOVERING;
        return trying && status.reason().isPresent() || status.phase() == Phase.ENDED;
    }

    private static boolean isMoving(RestoreStatus status) {
        return status.phase() == Phase.TRANSFERRING
                || status.phase() == Phase.STAGING
                || status.phase() == Phase.COMPARING
                || status.phase() == Phase.APPLYING;
    }

    private void tellRestorePoint(RestoreStatus status) {
        if (status.restorePoint().isPresent()) {
            restorePoint = status.restorePoint().get();
        } else if (status.phase() == Phase.OPENING && !restorePoint.isEmpty()) {
            console.event("the restore point " + restorePoint + " is given up: "
                    + (staged ? "all of the next is here, and is applied" : "the volume is written in place"));
            restorePoint = "";
        }
    }

    private static String line(RestoreStatus status) {
        List<String> words = new ArrayList<>(List.of(status.phase().name().toLowerCase(java.util.Locale.ROOT)));
        if (isMoving(status) || status.phase() == Phase.WATCHING) {
            status.goal().ifPresent(goal -> words.add(goal));
        }
        if (status.needsAttention()) {
            words.add("(a person is needed)");
        }
        status.reason().ifPresent(reason -> words.add("- " + reason));
        status.notices().forEach(notice -> words.add("- " + notice));
        return String.join(" ", words);
    }

    private void progress(RestoreStatus status) {
        if (terminal) {
            ProgressBar shown = bar.orElseGet(() -> open(status));
            bar = Optional.of(shown);
            shown.maxHint(status.totalBytes());
            shown.stepTo(status.doneBytes());
            return;
        }
        long tenths = status.doneBytes() * 10 / status.totalBytes();
        if (tenths != tenthsTold) {
            tenthsTold = tenths;
            console.event("  " + status.doneBytes() / MIB + " of " + status.totalBytes() / MIB + " MiB, "
                    + status.claimedBytes() / MIB + " MiB claimed");
        }
    }

    private static ProgressBar open(RestoreStatus status) {
        return new ProgressBarBuilder()
                .setTaskName(status.goal().orElse("restore"))
                .setInitialMax(status.totalBytes())
                .setUnit(" MiB", MIB)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .build();
    }

    private void closeBar() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
