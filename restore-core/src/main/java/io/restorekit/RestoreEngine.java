package io.restorekit;

import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreRequest;
import io.restorekit.backup.StoreInventory;
import io.restorekit.target.BackupTargetProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The front door. Thread-safe. */
public final class RestoreEngine implements AutoCloseable {

    private RestoreEngine(Builder builder) {}

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a restore and returns at once; an outage does not show here.
     *
     * @throws RestoreException if the request cannot be carried out whatever happens: kind {@code USAGE}
     */
    public Restore start(RestoreRequest request, RestoreListener listener) throws RestoreException {
        throw new UnsupportedOperationException();
    }

    public Restore start(RestoreRequest request) throws RestoreException {
        return start(request, new RestoreListener() {});
    }

    /**
     * What lies in a backup target. Blocks.
     *
     * @throws RestoreException if the place cannot be read
     */
    public StoreInventory inventory(String url) throws RestoreException {
        throw new UnsupportedOperationException();
    }

    /** Suspends every restore in good order and waits until their threads have left the volumes. */
    @Override
    public void close() {}

    /** Not thread-safe. */
    public static final class Builder {
        private final List<BackupTargetProvider> providers = new ArrayList<>();
        private Map<String, String> settings = System.getenv();

        private Builder() {}

        /** A provider to ask before those that {@link java.util.ServiceLoader} finds. */
        public Builder targets(BackupTargetProvider provider) {
            providers.add(provider);
            return this;
        }

        /** What adapters read in place of the process's environment. */
        public Builder settings(Map<String, String> values) {
            settings = Map.copyOf(values);
            return this;
        }

        public RestoreEngine build() {
            return new RestoreEngine(this);
        }
    }
}
