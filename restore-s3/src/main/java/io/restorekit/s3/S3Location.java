package io.restorekit.s3;

import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetUrl;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where in S3 the backups lie.
 *
 * @param region empty if the URL names none
 * @param prefix what stands before every key: empty, or a path that ends with {@code /}
 */
record S3Location(String bucket, Optional<String> region, String prefix) {
    /** What may stand in a host name; stores other than Amazon's, and its oldest buckets, allow more in a path. */
    private static final Pattern HOST_BUCKET = Pattern.compile("[a-z0-9](?:[a-z0-9-]|\\.(?!\\.)){1,61}[a-z0-9]");

    private static final Pattern PATH_BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

    static S3Location of(TargetUrl url) {
        String authority = url.authority();
        int at = authority.indexOf('@');
        String bucket = at < 0 ? authority : authority.substring(0, at);
        Optional<String> region = at < 0 ? Optional.empty() : Optional.of(checkRegion(authority.substring(at + 1)));
        if (!PATH_BUCKET.matcher(bucket).matches() || bucket.contains("..")) {
            throw new IllegalArgumentException("the bucket name in the backup URL is not valid: write"
                    + " s3://bucket@region/path with a bucket of 3 to 63 lower-case letters, digits, dots and hyphens");
        }
        return new S3Location(bucket, region, prefix(url.path()));
    }

    static String checkRegion(String region) {
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException("the region is not valid: it has letters, digits and hyphens only,"
                    + " as in s3://bucket@eu-central-1/path");
        }
        return region;
    }

    void checkStyle(boolean pathStyle) {
        if (!pathStyle && !HOST_BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException("the bucket " + bucket + " cannot stand in a host name:"
                    + " set VIRTUAL_HOSTED_STYLE=false, or use a bucket of lower-case letters, digits and hyphens");
        }
    }

    /** The endpoint with the host that requests name. */
    URI host(URI endpoint, boolean pathStyle) {
        if (pathStyle) {
            return endpoint;
        }
        String port = endpoint.getPort() > 0 ? ":" + endpoint.getPort() : "";
        return URI.create(endpoint.getScheme() + "://" + bucket + "." + endpoint.getHost() + port);
    }

    String key(ObjectKey key) {
        return prefix + key.path();
    }

    /** What the keys directly in a folder start with. */
    String folder(ObjectKey folder) {
        return folder.path().isEmpty() ? prefix : prefix + folder.path() + "/";
    }

    @Override
    public String toString() {
        return "s3://" + bucket + region.map(name -> "@" + name).orElse("") + "/" + prefix;
    }

    private static String prefix(String path) {
        String trimmed = path.replaceAll("^/+|/+$", "");
        if (trimmed.isEmpty()) {
            return "";
        }
        return new ObjectKey(trimmed).path() + "/";
    }
}
