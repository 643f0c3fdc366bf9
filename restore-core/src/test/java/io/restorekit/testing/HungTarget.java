package io.restorekit.testing;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetObject;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** Hangs in the calls it is told to, deaf to interrupts, until released. */
public final class HungTarget implements BackupTarget {
    private final BackupTarget inner;
    private final Predicate<ObjectKey> hangs;
    private final CountDownLatch hanging;
    private final CountDownLatch released = new CountDownLatch(1);

    /** @param calls how many calls {@link #awaitHanging} waits for */
    public HungTarget(BackupTarget inner, Predicate<ObjectKey> hangs, int calls) {
        this.inner = inner;
        this.hangs = hangs;
        this.hanging = new CountDownLatch(calls);
    }

    public void awaitHanging() throws InterruptedException {
        hanging.await();
    }

    public void release() {
        released.countDown();
    }

    @Override
    public TargetObject open(ObjectKey key) throws TargetException {
        if (hangs.test(key)) {
            hanging.countDown();
            hang();
        }
        return inner.open(key);
    }

    private void hang() {
        boolean interrupted = false;
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Listing list(ObjectKey folder, Optional<String> page) throws TargetException {
        return inner.list(folder, page);
    }

    @Override
    public void put(ObjectKey key, byte[] content) throws TargetException {
        inner.put(key, content);
    }

    @Override
    public void delete(ObjectKey key) throws TargetException {
        inner.delete(key);
    }

    @Override
    public String describe() {
        return inner.describe();
    }

    @Override
    public void close() {
        inner.close();
    }
}
