import org.jspecify.annotations.NullMarked;

/** Backup targets in mounted NFS exports and in other directories. */
@NullMarked
@SuppressWarnings({"module", "requires-automatic"})
module io.restorekit.nfs {
    requires static transitive org.jspecify;
    requires transitive io.restorekit;
    requires transitive org.apache.commons.vfs2;
    requires org.slf4j;

    exports io.restorekit.nfs;

    provides io.restorekit.target.BackupTargetProvider with
            io.restorekit.nfs.NfsBackupTargetProvider;
}
