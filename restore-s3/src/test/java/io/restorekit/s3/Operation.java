package io.restorekit.s3;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Everything that a restore asks of a store, and how the store answers it when all is well. */
enum Operation {
    GET_BLOCK("GET block", Reply.ok("b".repeat(64 << 10))) {
        @Override
        boolean run(BackupTarget target) throws TargetException, IOException {
            return read(target, "blocks/ab/cd/abcd.blk");
        }
    },
    GET_CONFIG("GET config", Reply.ok("{\"Name\":\"pvc-1\",\"LastBackupName\":\"backup-1\"}")) {
        @Override
        boolean run(BackupTarget target) throws TargetException, IOException {
            return read(target, "volumes/pv/c1/pvc-1/volume.cfg");
        }
    },
    LIST("LIST", Reply.ok("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>")) {
        @Override
        boolean run(BackupTarget target) throws TargetException {
            return target.list(new ObjectKey("locks"), Optional.empty())
                    .entries()
                    .isEmpty();
        }
    },
    PUT_LOCK("PUT lock", Reply.ok("").with("ETag", "\"e\"")) {
        @Override
        boolean run(BackupTarget target) throws TargetException {
            target.put(new ObjectKey("locks/lock-1.lck"), Fixtures.bytes("{\"Name\":\"lock-1\"}"));
            return true;
        }
    },
    DELETE_LOCK("DELETE lock", new Reply(204, "")) {
        @Override
        boolean run(BackupTarget target) throws TargetException {
            target.delete(new ObjectKey("locks/lock-1.lck"));
            return true;
        }
    };

    final String title;
    final Reply reply;

    Operation(String title, Reply reply) {
        this.title = title;
        this.reply = reply;
    }

    /** Opening and reading are one; returns whether the result is what the store's answer held. */
    abstract boolean run(BackupTarget target) throws TargetException, IOException;

    boolean read(BackupTarget target, String key) throws TargetException, IOException {
        try (TargetObject object = target.open(new ObjectKey(key))) {
            return Arrays.equals(object.body().readAllBytes(), Fixtures.bytes(reply.body()));
        }
    }
}
