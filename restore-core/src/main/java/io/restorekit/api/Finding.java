package io.restorekit.api;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a preflight looked at, said so that a person can act on it. Never holds a secret.
 *
 * @param check what was looked at, in a word or two: the same word for the same check
 * @param evidence what was seen: names, addresses, times
 * @param advice what to do; empty where all is well
 */
public record Finding(Severity severity, String check, String evidence, Optional<String> advice) {
    /** Evidence can hold words of a server, for instance the names in its certificate. */
    private static final int LONGEST = 500;

    /** How bad it is. In the order of badness. */
    public enum Severity {
        GOOD,
        /** It could not be looked at from here; it may be well or not. */
        UNCHECKED,
        /** A restore works, and one fault more ends that: no redundancy, or something that ends soon. */
        WARNING,
        /** A restore would wait or fail now. */
        PROBLEM
    }

    public Finding {
        Objects.requireNonNull(severity);
        Objects.requireNonNull(check);
        Objects.requireNonNull(advice);
        String printable = evidence.replaceAll("\\p{Cntrl}", "?");
        evidence = printable.length() > LONGEST ? printable.substring(0, LONGEST) + "…" : printable;
    }

    public static Finding good(String check, String evidence) {
        return new Finding(Severity.GOOD, check, evidence, Optional.empty());
    }

    public static Finding unchecked(String check, String why) {
        return new Finding(Severity.UNCHECKED, check, why, Optional.empty());
    }

    public static Finding warning(String check, String evidence, String advice) {
        return new Finding(Severity.WARNING, check, evidence, Optional.of(advice));
    }

    public static Finding problem(String check, String evidence, String advice) {
        return new Finding(Severity.PROBLEM, check, evidence, Optional.of(advice));
    }
}
