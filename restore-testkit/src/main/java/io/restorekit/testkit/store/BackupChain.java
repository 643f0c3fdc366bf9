package io.restorekit.testkit.store;

import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.StoreSink;
import io.restorekit.testkit.longhorn.VolumeSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Backups of one volume that were written to a store, each with what a restore of it must give. The same plan writes the
 * same bytes in every run, names and times included.
 *
 * <pre>{@code
 * BackupChain chain = BackupChain.write(server::put, "vol-1", seed);
 * assertThat(sha256(restored)).isEqualTo(chain.newest().sha256());
 * }</pre>
 *
 * @param backups oldest first
 */
public record BackupChain(List<ChainBackup> backups) {
    public BackupChain {
        backups = List.copyOf(backups);
        if (backups.isEmpty()) {
            throw new IllegalArgumentException("a chain without a backup");
        }
    }

    /** Writes the chain of {@link ChainPlan#of}, with Longhorn's block size of 2 MiB. */
    public static BackupChain write(StoreSink sink, String volume, long seed) throws IOException {
        return write(sink, ChainPlan.of(new VolumeSettings(volume), seed));
    }

    /**
     * Writes a chain.
     *
     * @throws IOException if the sink fails; what it was given until then stays
     */
    public static BackupChain write(StoreSink sink, ChainPlan plan) throws IOException {
        LonghornStoreWriter writer = new LonghornStoreWriter(plan.volume(), sink);
        List<ChainBackup> written = new ArrayList<>();
        ImageHistory history = new ImageHistory(plan);
        for (int number = 0; number < plan.backups(); number++) {
            BlockImage image = history.next();
            written.add(new ChainBackup(writer.backup(image.asImage()), image));
        }
        return new BackupChain(written);
    }

    public ChainBackup newest() {
        return backups.get(backups.size() - 1);
    }
}
