package io.restorekit.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The boots in which an owner ended without a last commit since the volume was last restored; the latest last. A boot is
 * named as Linux names it: it differs between hosts, and between two starts of one.
 */
record Unreleased(List<String> boots) {
    static final Unreleased NONE = new Unreleased(List.of());

    /** More are not remembered: one is as good a reason as ten. */
    private static final int MOST = 8;

    Unreleased {
        boots = List.copyOf(boots.subList(Math.max(0, boots.size() - MOST), boots.size()));
    }

    Unreleased and(String boot) {
        List<String> all = new ArrayList<>(boots);
        all.remove(boot);
        all.add(boot);
        return new Unreleased(all);
    }

    /** Whether the latest was in this boot. */
    boolean endsWith(String boot) {
        return !boots.isEmpty() && boots.get(boots.size() - 1).equals(boot);
    }

    boolean in(String boot) {
        return boots.contains(boot);
    }

    boolean elsewhereThan(String boot) {
        return boots.stream().anyMatch(other -> !other.equals(boot));
    }

    static Unreleased parse(String text) {
        return new Unreleased(Arrays.asList(text.split(" ")));
    }

    @Override
    public String toString() {
        return String.join(" ", boots);
    }
}
