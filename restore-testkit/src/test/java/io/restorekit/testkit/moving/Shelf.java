package io.restorekit.testkit.moving;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetObject;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A store as one node sees it: it gives so many blocks, and others once it is told to. */
final class Shelf implements BackupTarget {
    private final BackupTarget store;
    private final int most;
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);

    Shelf(BackupTarget store, int most) {
        this.store = store;
        this.most = most;
    }

    int blocksAsked() {
        return asked.get();
    }

    void givesTheRest() {
        open.countDown();
    }

    @Override
    public TargetObject open(ObjectKey key) throws TargetException {
        if (key.path().contains("/blocks/") && asked.incrementAndGet() > most) {
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new TargetException.Unavailable(TargetException.Cause.LOCAL, "the call was interrupted", e);
            }
        }
        return store.open(key);
    }

    @Override
    public Listing list(ObjectKey folder, Optional<String> page) throws TargetException {
        return store.list(folder, page);
    }

    @Override
    public void put(ObjectKey key, byte[] content) throws TargetException {
        store.put(key, content);
    }

    @Override
    public void delete(ObjectKey key) throws TargetException {
        store.delete(key);
    }

    @Override
    public String describe() {
        return store.describe();
    }

    @Override
    public void close() {
        givesTheRest();
    }
}
