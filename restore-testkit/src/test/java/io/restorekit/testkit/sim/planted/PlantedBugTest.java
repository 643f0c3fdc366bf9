package io.restorekit.testkit.sim.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.sim.CurseHunt;
import io.restorekit.testkit.sim.FenceHunt;
import io.restorekit.testkit.sim.LockHunt;
import io.restorekit.testkit.sim.ManifestHunt;
import io.restorekit.testkit.sim.MemoryHunt;
import io.restorekit.testkit.sim.ShrinkHunt;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The simulator finds what it is there to find: each bug, planted into a copy of the production code, is caught within
 * {@value Hunt#SIMULATIONS} simulations by the invariant that it breaks; the same simulations pass without it.
 */
class PlantedBugTest {

    @ParameterizedTest
    @EnumSource(Bug.class)
    void bugIsCaught(Bug bug) throws Exception {
        String found = hunt(bug.edits(), bug.hunt(), bug.breaks().name());
        System.out.println(bug + ": " + found);
        assertThat(found).startsWith(bug.breaks().name());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Hunt.class,
                StagedHunt.class,
                LockHunt.class,
                CurseHunt.class,
                FenceHunt.class,
                ManifestHunt.class,
                MemoryHunt.class
            })
    void sameSeedsPassWithoutAnyBug(Class<?> how) throws Exception {
        assertThat(hunt(List.of(Bug.OUTAGE_IS_FATAL.edits().get(0).undone()), how, ""))
                .isEmpty();
    }

    @Test
    void findingIsShrunkToTheMischiefThatItTakes() throws Exception {
        assertThat(hunt(Bug.OUTAGE_IS_FATAL.edits(), ShrinkHunt.class, ""))
                .containsPattern("sim.only=[0-9]+ breaks OUTAGE_NEVER_FAILS");
    }

    @SuppressWarnings("unchecked")
    private static String hunt(List<Edit> edits, Class<?> how, String invariant) throws Exception {
        PlantedClasses classes = PlantedClasses.compile(edits);
        Class<?> hunt = classes.loadClass(how.getName());
        return ((UnaryOperator<String>) hunt.getConstructor().newInstance()).apply(invariant);
    }
}
