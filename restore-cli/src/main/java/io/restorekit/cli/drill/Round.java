package io.restorekit.cli.drill;

/** How the second child begins. */
enum Round {
    LAST_KNOWN("Round 1: the last addresses that worked are known"),
    NOTHING_KNOWN("Round 2: nothing is known of the endpoint but its name");

    private final String title;

    Round(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
