package io.restorekit.testkit.store;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;
import io.restorekit.testkit.contract.BackupTargetContract;

/** With rules that nothing meets it keeps the contract as the target below does. */
class FaultyBackupTargetContractTest extends BackupTargetContract {
    private MemoryBackupTarget place = new MemoryBackupTarget();

    @Override
    protected BackupTarget openTarget() {
        place = new MemoryBackupTarget();
        FaultyBackupTarget target = new FaultyBackupTarget(place);
        target.on(call -> false, new StoreFault.Hang());
        target.on(StoreCall.any(), new StoreFault.CorruptBody(Long.MAX_VALUE));
        return target;
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
