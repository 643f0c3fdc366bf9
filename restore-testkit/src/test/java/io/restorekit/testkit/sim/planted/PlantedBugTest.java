package io.restorekit.testkit.sim.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulator finds what it is there to find: each bug, planted into a copy of the production code, is caught within
 * {@value Hunt#SIMULATIONS} simulations by the invariant that it breaks; the same simulations pass without it.
 */
class PlantedBugTest {

    @ParameterizedTest
    @EnumSource(Bug.class)
    void bugIsCaught(Bug bug) throws Exception {
        String found = hunt(bug.edits(), bug.breaks().name());
        System.out.println(bug + ": " + found);
        assertThat(found).startsWith(bug.breaks().name());
    }

    @Test
    void sameSeedsPassWithoutAnyBug() throws Exception {
        assertThat(hunt(List.of(Bug.OUTAGE_IS_FATAL.edits().get(0).undone()), ""))
                .isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static String hunt(List<Edit> edits, String invariant) throws Exception {
        PlantedClasses classes = PlantedClasses.compile(edits);
        Class<?> hunt = classes.loadClass(Hunt.class.getName());
        return ((UnaryOperator<String>) hunt.getConstructor().newInstance()).apply(invariant);
    }
}
