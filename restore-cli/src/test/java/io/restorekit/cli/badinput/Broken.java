package io.restorekit.cli.badinput;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.BackupTargetProvider;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetObject;
import io.restorekit.target.TargetUrl;
import java.util.Optional;
import java.util.Set;

/** Adapters with defects. */
final class Broken {
    private Broken() {}

    /** Cannot be opened. */
    public static final class AtOnce implements BackupTargetProvider {
        @Override
        public Set<String> schemes() {
            return Set.of("broken");
        }

        @Override
        public BackupTarget open(TargetUrl url, TargetContext context) {
            throw new IllegalStateException("a defect");
        }
    }

    /** Can be opened, and breaks in every call. */
    public static final class Later implements BackupTargetProvider, BackupTarget {
        @Override
        public Set<String> schemes() {
            return Set.of("broken");
        }

        @Override
        public BackupTarget open(TargetUrl url, TargetContext context) {
            return this;
        }

        @Override
        public TargetObject open(ObjectKey key) {
            throw new IllegalStateException("a defect");
        }

        @Override
        public Listing list(ObjectKey folder, Optional<String> page) {
            throw new IllegalStateException("a defect");
        }

        @Override
        public void put(ObjectKey key, byte[] content) {
            throw new IllegalStateException("a defect");
        }

        @Override
        public void delete(ObjectKey key) {
            throw new IllegalStateException("a defect");
        }

        @Override
        public String describe() {
            return "broken";
        }

        @Override
        public void close() {}
    }
}
