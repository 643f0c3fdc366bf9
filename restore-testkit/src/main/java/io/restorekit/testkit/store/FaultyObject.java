package io.restorekit.testkit.store;

import io.restorekit.target.TargetObject;
import io.restorekit.testkit.fault.FaultScript.Fate;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** An object whose body has a fault; everything else is that of the object below. */
final class FaultyObject implements TargetObject {
    private final TargetObject object;
    private final FaultyBody body;

    FaultyObject(TargetObject object, Fate<StoreFault> fate, CompletableFuture<Void> release) {
        this.object = object;
        this.body = new FaultyBody(object.body(), fate, release);
    }

    @Override
    public OptionalLong length() {
        return object.length();
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public Optional<Instant> modified() {
        return object.modified();
    }

    @Override
    public boolean confirmed() {
        return object.confirmed();
    }

    @Override
    public void proved() {
        object.proved();
    }

    @Override
    public boolean refuted() {
        return object.refuted();
    }

    @Override
    public void abort() {
        body.giveUp();
        object.abort();
    }

    @Override
    public void late() {
        body.giveUp();
        object.late();
    }

    @Override
    public void close() {
        body.giveUp();
        object.close();
    }
}
