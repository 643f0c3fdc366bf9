package io.restorekit.testkit.sim.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.sim.ShrinkHunt;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulator finds what it is there to find: each bug, planted into a copy of the production code, is caught within
 * {@value Hunt#SIMULATIONS} simulations by the invariant that it breaks; the same simulation passes without it.
 */
class PlantedBugTest {

    @ParameterizedTest
    @EnumSource(Bug.class)
    void bugIsCaught(Bug bug) throws Exception {
        String found = hunt(bug.edits(), bug.hunt(), bug.breaks().name());
        System.out.println(bug + ": " + found);
        assertThat(found).startsWith(bug.breaks().name());
        assertThat(withoutIt(bug, found)).as("the same without the bug").isEmpty();
    }

    private static String withoutIt(Bug bug, String found) throws ReflectiveOperationException {
        Object hunt = bug.hunt().getConstructor().newInstance();
        return hunt instanceof Hunt chance ? chance.repeat(found) : hunted(hunt, "");
    }

    @Test
    void findingIsShrunkToTheMischiefThatItTakes() throws Exception {
        assertThat(hunt(Bug.OUTAGE_IS_FATAL.edits(), ShrinkHunt.class, ""))
                .containsPattern("sim.only=[0-9]+ breaks OUTAGE_NEVER_FAILS");
    }

    private static String hunt(List<Edit> edits, Class<?> how, String invariant) throws Exception {
        PlantedClasses classes = PlantedClasses.compile(edits);
        Class<?> hunt = classes.loadClass(how.getName());
        return hunted(hunt.getConstructor().newInstance(), invariant);
    }

    @SuppressWarnings("unchecked")
    private static String hunted(Object hunt, String invariant) {
        return ((UnaryOperator<String>) hunt).apply(invariant);
    }
}
