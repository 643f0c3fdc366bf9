package io.restorekit.cli.drill;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** What must hold of a round. */
enum Check {
    KILLED_IN_THE_MIDDLE(
            seen -> seen.claimedPercent() >= 20 && seen.claimedPercent() <= 80,
            seen -> "the kill came when " + seen.claimedPercent() + " % was claimed (20 to 80)"),
    DNS_WAS_AWAY(
            seen -> seen.unanswered() > 0,
            seen -> "the DNS server left " + seen.unanswered() + " queries of the second child unanswered"),
    WENT_ON_WITHOUT_DNS(
            seen -> seen.firstBlock()
                    .filter(at -> at.compareTo(seen.dnsBack()) < 0)
                    .isPresent(),
            seen -> "the second child asked for its first block " + when(seen)),
    WAITED_FOR_DNS(
            seen -> seen.firstBlock()
                    .filter(at -> at.compareTo(seen.dnsBack()) < 0)
                    .isEmpty(),
            seen -> "the second child asked for no block before DNS was back"),
    RESUMED_SOON(
            Check::soon,
            seen -> "the second child asked for its first block " + when(seen) + " (15 s after at the latest)"),
    NOTHING_CLAIMED_TWICE(
            seen -> seen.refetched() <= seen.mayBeRefetched(),
            seen -> seen.refetched() + " blocks were fetched twice by the server's count; " + seen.mayBeRefetched()
                    + " had come and were not claimed"),
    RESTORED(seen -> seen.exitCode() == 0, seen -> "the second child ended with exit code " + seen.exitCode()),
    BYTES_ARE_RIGHT(
            seen -> seen.right(), seen -> "the volume's SHA-256 " + (seen.right() ? "is" : "IS NOT") + " the image's");

    private static final Duration LATEST = Duration.ofSeconds(15);

    private final Predicate<Observations> condition;
    private final Function<Observations, String> text;

    Check(Predicate<Observations> condition, Function<Observations, String> text) {
        this.condition = condition;
        this.text = text;
    }

    static List<Check> of(Round round) {
        return round == Round.LAST_KNOWN
                ? List.of(
                        KILLED_IN_THE_MIDDLE,
                        DNS_WAS_AWAY,
                        WENT_ON_WITHOUT_DNS,
                        NOTHING_CLAIMED_TWICE,
                        RESTORED,
                        BYTES_ARE_RIGHT)
                : List.of(
                        KILLED_IN_THE_MIDDLE,
                        DNS_WAS_AWAY,
                        WAITED_FOR_DNS,
                        RESUMED_SOON,
                        NOTHING_CLAIMED_TWICE,
                        RESTORED,
                        BYTES_ARE_RIGHT);
    }

    boolean holds(Observations seen) {
        return condition.test(seen);
    }

    String says(Observations seen) {
        return text.apply(seen);
    }

    private static boolean soon(Observations seen) {
        return seen.firstBlock()
                .filter(at -> at.minus(seen.dnsBack()).compareTo(LATEST) <= 0)
                .isPresent();
    }

    private static String when(Observations seen) {
        return seen.firstBlock()
                .map(at -> String.format(
                        Locale.ROOT,
                        "%.1f s %s DNS was back",
                        Math.abs(at.minus(seen.dnsBack()).toMillis()) / 1e3,
                        at.compareTo(seen.dnsBack()) < 0 ? "before" : "after"))
                .orElse("never");
    }
}
