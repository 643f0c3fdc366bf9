package io.restorekit.testkit.contract;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;

/** A target that surely keeps the contract passes it: no case asks for more than the SPI says. */
class MemoryTargetTest extends BackupTargetContract {
    private MemoryTarget place = new MemoryTarget();

    @Override
    protected BackupTarget openTarget() {
        place = new MemoryTarget();
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
