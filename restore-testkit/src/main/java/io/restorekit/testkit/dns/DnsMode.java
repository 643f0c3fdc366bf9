package io.restorekit.testkit.dns;

/** How a DNS server that listens treats queries. */
public enum DnsMode {
    /** Answers with what it was told; names that it was not told do not exist. */
    NORMAL,
    /** Receives, counts and never answers. */
    SILENT,
    /** Says that no name exists. */
    NXDOMAIN,
    /** Says that it failed. */
    SERVFAIL,
    /** Says that it will not answer. */
    REFUSED
}
