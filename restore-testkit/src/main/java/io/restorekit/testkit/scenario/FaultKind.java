package io.restorekit.testkit.scenario;

/** What can befall a backup target for a while. */
public enum FaultKind {
    /** Its name does not resolve: the DNS server does not answer. */
    DNS_AWAY("dns-away"),
    /** Connections are refused. */
    DOWN("down"),
    /** Calls get no answer for long. */
    HANGS("hangs"),
    /** Requests are answered with an error of the server. */
    ERRORS("errors"),
    /** Requests are answered with the wish for fewer of them. */
    THROTTLES("throttles"),
    /** Credentials are not accepted. */
    DENIES("denies"),
    /** Every object is said to be missing: a lie. */
    SAYS_MISSING("says-missing"),
    /** Bodies end before their length. */
    CUTS("cuts"),
    /** One bit of each body is wrong. */
    CORRUPTS("corrupts"),
    /** A login page in place of metadata; blocks are as they should be. */
    LOGIN_PAGE("login-page");

    private final String word;

    FaultKind(String word) {
        this.word = word;
    }

    /** As it is called in texts. */
    public String word() {
        return word;
    }

    /** Whether it can befall some objects while others are well, at the network too. */
    public boolean canBeScoped() {
        return this != DNS_AWAY && this != DOWN;
    }
}
