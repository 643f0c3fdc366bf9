package io.restorekit.backup.longhorn;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Listings of whole folders, bounded. */
final class Folder {
    /** A store with more in one folder is not believed: it may list without end. */
    private static final int MOST_ENTRIES = 1_000_000;

    private static final int MOST_PAGES = 100_000;

    private Folder() {}

    static List<Listing.Entry> entries(BackupTarget target, ObjectKey folder) throws TargetException {
        List<Listing.Entry> entries = new ArrayList<>();
        Optional<String> page = Optional.empty();
        for (int pages = 0; pages < MOST_PAGES && entries.size() <= MOST_ENTRIES; pages++) {
            Listing listing = target.list(folder, page);
            entries.addAll(listing.entries());
            if (listing.next().isEmpty()) {
                return entries;
            }
            page = listing.next();
        }
        throw new Unavailable(Cause.OTHER, "the listing of " + folder + " does not end", null);
    }

    static List<Listing.ObjectEntry> objects(BackupTarget target, ObjectKey folder) throws TargetException {
        return entries(target, folder).stream()
                .filter(Listing.ObjectEntry.class::isInstance)
                .map(Listing.ObjectEntry.class::cast)
                .toList();
    }

    static List<String> folders(BackupTarget target, ObjectKey folder) throws TargetException {
        return entries(target, folder).stream()
                .filter(Listing.FolderEntry.class::isInstance)
                .map(Listing.Entry::name)
                .toList();
    }

    static boolean shows(BackupTarget target, ObjectKey object, ObjectKey in) throws TargetException {
        return objects(target, in).stream().anyMatch(entry -> entry.name().equals(object.name()));
    }
}
