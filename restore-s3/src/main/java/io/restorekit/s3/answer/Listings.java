package io.restorekit.s3.answer;

import io.restorekit.target.Listing;
import io.restorekit.target.Listing.Entry;
import io.restorekit.target.Listing.FolderEntry;
import io.restorekit.target.Listing.ObjectEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Turns a page of S3 into a {@link Listing}. What is not a page at all must not look like an empty folder. */
public final class Listings {
    private Listings() {}

    /** @throws NotS3Exception if it is no page, or not a whole one */
    public static ListObjectsV2Response checked(ListObjectsV2Response page) {
        if (page.isTruncated() == null || page.isTruncated() && next(page).isEmpty() || !whole(page)) {
            throw new NotS3Exception();
        }
        return page;
    }

    /**
     * @param page a {@link #checked} one
     * @param prefix what every key in the folder starts with
     */
    public static Listing convert(ListObjectsV2Response page, String prefix) {
        Stream<Entry> objects = page.contents().stream()
                .filter(object -> directlyIn(object.key(), prefix))
                .map(object ->
                        new ObjectEntry(object.key().substring(prefix.length()), object.size(), object.lastModified()));
        Stream<Entry> folders = page.commonPrefixes().stream()
                .map(CommonPrefix::prefix)
                .filter(folder -> folder.endsWith("/"))
                .map(folder -> folder.substring(0, folder.length() - 1))
                .filter(folder -> directlyIn(folder, prefix))
                .map(folder -> new FolderEntry(folder.substring(prefix.length())));
        List<Entry> entries = Stream.concat(objects, folders)
                .sorted(Comparator.comparing(Entry::name))
                .toList();
        return new Listing(entries, page.isTruncated() ? next(page) : Optional.empty());
    }

    private static Optional<String> next(ListObjectsV2Response page) {
        return Optional.ofNullable(page.nextContinuationToken()).filter(token -> !token.isEmpty());
    }

    private static boolean whole(ListObjectsV2Response page) {
        return page.contents().stream().allMatch(Listings::whole)
                && page.commonPrefixes().stream().map(CommonPrefix::prefix).allMatch(Objects::nonNull);
    }

    private static boolean whole(S3Object object) {
        return object.key() != null && object.size() != null && object.size() >= 0 && object.lastModified() != null;
    }

    /** A key that is the prefix itself marks the folder and is none of its objects. */
    private static boolean directlyIn(String key, String prefix) {
        return key.length() > prefix.length() && key.startsWith(prefix) && key.indexOf('/', prefix.length()) < 0;
    }
}
