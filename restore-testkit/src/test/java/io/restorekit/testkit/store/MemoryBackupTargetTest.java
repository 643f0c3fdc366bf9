package io.restorekit.testkit.store;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;
import io.restorekit.testkit.contract.BackupTargetContract;

/** A target that surely keeps the contract passes it: no case asks for more than the SPI says. */
class MemoryBackupTargetTest extends BackupTargetContract {
    private MemoryBackupTarget place = new MemoryBackupTarget();

    @Override
    protected BackupTarget openTarget() {
        place = new MemoryBackupTarget();
        return place;
    }

    @Override
    protected void putRaw(String path, byte[] content) {
        place.put(new ObjectKey(path), content);
    }

    @Override
    protected int manyEntries() {
        return 100;
    }
}
