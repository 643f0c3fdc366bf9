package io.restorekit.nfs;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetUrl;
import java.time.Clock;
import java.util.Map;
import java.util.SplittableRandom;

/** Opens backup targets as the engine does. */
public final class Opening {
    private Opening() {}

    public static BackupTarget target(String url, NfsSettings settings) {
        return target(url, settings, Map.of());
    }

    public static BackupTarget target(String url, NfsSettings settings, Map<String, String> environment) {
        TargetContext context = new TargetContext(
                Clock.systemUTC(), new SplittableRandom(), Runnable::run, Notes.inMemory(), environment, 32);
        return new NfsBackupTargetProvider(settings).open(TargetUrl.parse(url), context);
    }
}
