package io.restorekit.testing;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.BackupTargetProvider;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetUrl;
import java.util.Set;

/** Gives the same backup target for every {@code test://} URL. */
public record OneTarget(BackupTarget target) implements BackupTargetProvider {
    @Override
    public Set<String> schemes() {
        return Set.of("test");
    }

    @Override
    public BackupTarget open(TargetUrl url, TargetContext context) {
        return target;
    }
}
