package io.restorekit.cli.bench;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.BackupTargetProvider;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetUrl;
import java.nio.file.Path;
import java.util.Set;

/** Opens {@code nio:///directory}. */
final class NioTargetProvider implements BackupTargetProvider {
    static final String SCHEME = "nio";

    @Override
    public Set<String> schemes() {
        return Set.of(SCHEME);
    }

    @Override
    public BackupTarget open(TargetUrl url, TargetContext context) {
        return new NioTarget(Path.of(url.path()));
    }
}
