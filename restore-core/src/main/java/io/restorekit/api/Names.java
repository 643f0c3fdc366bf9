package io.restorekit.api;

import java.util.regex.Pattern;

/** The names that a store may use for volumes, backups and locks; anything else could walk out of its folder. */
public final class Names {
    private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,254}");

    private Names() {}

    public static boolean valid(String name) {
        return VALID.matcher(name).matches();
    }

    /**
     * @throws IllegalArgumentException if {@code name} is no valid name; the message names the thing
     */
    public static String check(String thing, String name) {
        if (!valid(name)) {
            throw new IllegalArgumentException(
                    "the " + thing + " name \"" + printable(name) + "\" is not of the form " + VALID.pattern());
        }
        return name;
    }

    private static String printable(String name) {
        String head = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        return head.replaceAll("\\p{Cntrl}", "?");
    }
}
