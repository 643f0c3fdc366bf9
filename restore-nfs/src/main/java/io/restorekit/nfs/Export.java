package io.restorekit.nfs;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an NFS server exports, or a folder in it.
 *
 * @param server name or address, in lower case
 * @param path starts with {@code /}; has no slash at its end but for the root
 */
record Export(String server, String path) {
    private static final Pattern SOURCE = Pattern.compile("(\\[[0-9a-zA-Z:.%]+]|[0-9a-zA-Z._-]+):(/.*)");

    Export {
        server = server.toLowerCase(Locale.ROOT);
        path = path.length() > 1 ? path.replaceAll("/+$", "") : path;
        path = path.isEmpty() ? "/" : path;
    }

    /** Reads {@code server:/path}, the form of the mount table. */
    static Optional<Export> parse(String source) {
        Matcher matcher = SOURCE.matcher(source);
        return matcher.matches() ? Optional.of(new Export(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** Where this lies below another export, as a relative path; empty text if it is the same, nothing if it does not. */
    Optional<String> below(Export other) {
        String folder = other.path.equals("/") ? "/" : other.path + "/";
        if (!server.equals(other.server) || !(path + "/").startsWith(folder)) {
            return Optional.empty();
        }
        return Optional.of(path.length() <= folder.length() ? "" : path.substring(folder.length()));
    }

    /** What to type, with the options that Longhorn mounts with. */
    String mountAdvice() {
        return "mount it, for example: mount -t nfs4 -o actimeo=1,soft,timeo=300,retry=2 " + this + " <directory>";
    }

    @Override
    public String toString() {
        return server + ":" + path;
    }
}
