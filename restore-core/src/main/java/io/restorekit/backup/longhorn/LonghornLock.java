package io.restorekit.backup.longhorn;

import io.restorekit.api.Failure;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.BackupLock;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Longhorn's lock: a file that is announced, looked at beside the others at once and again when it has settled, acquired,
 * and rewritten as long as it is held. Fails closed: what cannot be listed or read is no sign that nobody deletes.
 *
 * <p>After a gap that was longer than a lock lasts, by either clock, somebody may have deleted meanwhile: it is announced
 * anew. A store that refuses locks is restored from without one.
 */
final class LonghornLock implements BackupLock {
    private static final Logger LOG = LoggerFactory.getLogger(LonghornLock.class);

    /** Whoever announced before us has looked by then. Source: the format. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final Duration TRUSTED = LockFolder.LIFE.minusSeconds(10);
    private static final Duration REFRESH = Duration.ofSeconds(60);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(10);

    private final Layout layout;
    private final LockFolder folder;
    private final LockNames names;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private Stage stage = Stage.NONE;
    private Moment written = new Moment(0, 0);
    private long latest;
    private boolean underWay;
    private boolean nameIsSpent = true;
    private long dueNanos;
    private boolean there;
    private Optional<String> notice = Optional.empty();

    private enum Stage {
        NONE,
        ANNOUNCED,
        ACQUIRED
    }

    /** An instant by both clocks. */
    private record Moment(long nanos, long millis) {}

    LonghornLock(Layout layout, LockFolder folder, LockNames names, LongSupplier nanoTime, Clock clock) {
        this.layout = layout;
        this.folder = folder;
        this.names = names;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.dueNanos = nanoTime.getAsLong();
    }

    @Override
    public void step() throws TargetException, BackupException {
        if (!due().isZero()) {
            return;
        }
        long step = begin();
        try {
            advance(step);
        } catch (Refused e) {
            failed(step, e, isHeld() ? AFTER_FAILURE : AFTER_REFUSAL);
        } catch (Unavailable e) {
            failed(step, e, e.retryAfter().map(REFRESH::plus).orElse(AFTER_FAILURE));
            throw e;
        } catch (TargetException e) {
            failed(step, e, AFTER_FAILURE);
            throw e;
        } finally {
            ended(step);
        }
    }

    @Override
    public synchronized Duration due() {
        return Duration.ofNanos(Math.max(0, dueNanos - nanoTime.getAsLong()));
    }

    @Override
    public synchronized Optional<String> notice() {
        return notice;
    }

    @Override
    public synchronized boolean isThere() {
        return there;
    }

    @Override
    public void release() throws TargetException {
        givesUp(begin());
        if (names.own().isPresent()) {
            folder.delete(names.own().get());
        }
        deleteLeft();
        names.forget();
        synchronized (this) {
            there = false;
        }
    }

    private void advance(long step) throws TargetException, BackupException {
        Stage before = stage();
        String own = before == Stage.NONE ? announced() : names.own().orElseThrow();
        if (before == Stage.ANNOUNCED) {
            giveWay(step, own, false);
        }
        Moment begun = now();
        if (!isLatest(step)) {
            return;
        }
        folder.write(own, before != Stage.NONE);
        switch (before) {
            case NONE -> giveWay(step, own, false);
            case ANNOUNCED -> deleteLeft();
            case ACQUIRED -> giveWayIfSeen(step, own);
        }
        advanced(step, before, begun);
    }

    /** Under the name of an announcement before whose writes are all answered, or under another. */
    private synchronized String announced() {
        there = true;
        String own = nameIsSpent ? names.another() : names.own().orElseThrow();
        nameIsSpent = false;
        return own;
    }

    /** A held lock is as good without a look at the others: that nobody deletes in spite of it is seen if it can be. */
    private void giveWayIfSeen(long step, String own) throws BackupException {
        try {
            giveWay(step, own, true);
        } catch (TargetException e) {
            LOG.debug("the locks beside {} cannot be seen", own, e);
        }
    }

    /** Steps back where a deletion has precedence. */
    private void giveWay(long step, String own, boolean acquired) throws TargetException, BackupException {
        Optional<String> other = folder.inTheWayOf(own, acquired);
        if (other.isPresent()) {
            if (givesUp(step)) {
                delete(own);
            }
            throw Problems.exception(
                    Failure.Kind.LOCK_BUSY,
                    "backups of the volume " + layout.volume() + " are being deleted under " + other.get(),
                    "it goes on once that has ended",
                    null);
        }
    }

    private void delete(String own) {
        try {
            folder.delete(own);
        } catch (TargetException e) {
            LOG.debug("{} stays until it has expired", own, e);
        }
    }

    /** What cannot be deleted expires, and stays noted for another try: our own lock does not depend on it. */
    private void deleteLeft() {
        try {
            for (String name : names.left()) {
                folder.delete(name);
            }
            names.forgetLeft();
        } catch (TargetException e) {
            LOG.debug("locks of a process that died stay until they have expired", e);
        }
    }

    /** What a step before us may still do, given up in the middle, it does under its own name. */
    private synchronized long begin() {
        nameIsSpent |= underWay;
        underWay = true;
        return ++latest;
    }

    private synchronized void ended(long step) {
        underWay = underWay && step != latest;
    }

    /** What is left of the lock after all this time. */
    private synchronized Stage stage() {
        if (stage != Stage.NONE && isStale()) {
            stage = Stage.NONE;
            nameIsSpent = true;
        }
        return stage;
    }

    /** One that is held is not given up for one refusal: credentials may just be changing. */
    private synchronized boolean isHeld() {
        return stage() == Stage.ACQUIRED;
    }

    private boolean isStale() {
        Moment now = now();
        long millis = now.millis() - written.millis();
        return now.nanos() - written.nanos() >= TRUSTED.toNanos() || millis >= TRUSTED.toMillis();
    }

    /** The lock may have expired while the step took its time: then it is worth nothing. */
    private synchronized void advanced(long step, Stage before, Moment begun) {
        if (step != latest) {
            return;
        }
        boolean expired = before != Stage.NONE && isStale();
        nameIsSpent |= expired;
        written = begun;
        stage = expired ? Stage.NONE : before == Stage.NONE ? Stage.ANNOUNCED : Stage.ACQUIRED;
        dueIn(stage == Stage.ACQUIRED ? REFRESH : stage == Stage.ANNOUNCED ? SETTLING : Duration.ZERO);
        notice = Optional.empty();
    }

    private synchronized void failed(long step, TargetException failure, Duration pause) {
        if (step == latest) {
            dueIn(pause);
            notice = stage() == Stage.ACQUIRED
                    ? Optional.empty()
                    : Optional.of("backups are not protected from deletion: " + failure.getMessage());
        }
    }

    private synchronized boolean givesUp(long step) {
        if (step != latest) {
            return false;
        }
        stage = Stage.NONE;
        nameIsSpent = true;
        dueIn(Duration.ZERO);
        return true;
    }

    private synchronized boolean isLatest(long step) {
        return step == latest;
    }

    private void dueIn(Duration pause) {
        dueNanos = nanoTime.getAsLong() + pause.toNanos();
    }

    private Moment now() {
        return new Moment(nanoTime.getAsLong(), clock.millis());
    }
}
