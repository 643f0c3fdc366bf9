package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangesTest {

    @Test
    void behavesAsASetOfNumbers() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int[] blocks = random.ints(random.nextInt(40), 0, 60).toArray();
            Set<Integer> model = new TreeSet<>();
            IntStream.of(blocks).forEach(model::add);
            Ranges ranges = Ranges.of(IntStream.of(blocks));
            Set<Integer> seen = new TreeSet<>();
            ranges.forEach(seen::add);
            assertThat(seen).as("seed " + seed).isEqualTo(model);
            assertThat(ranges.count()).as("seed " + seed).isEqualTo(model.size());
            for (int block = 0; block < 62; block++) {
                assertThat(ranges.contains(block)).as("seed " + seed).isEqualTo(model.contains(block));
            }
            assertThat(Ranges.parse(ranges.toString())).as("seed " + seed).isEqualTo(ranges);
        }
    }

    @Test
    void readsAsPeopleWriteRanges() {
        assertThat(Ranges.of(IntStream.of(9, 7, 3, 8))).hasToString("3,7-9");
        assertThat(Ranges.NONE).hasToString("");
        assertThat(Ranges.NONE.greatest()).isEqualTo(-1);
        assertThat(Ranges.parse("3,7-9").greatest()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "1,", "1-", "-1", "2-1", "1,1", "1,2", "3,1", "1-2-3", "x", "1 ", "4294967296", "１"})
    void refusesWhatIsNotAscendingRanges(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Ranges.parse(text));
    }
}
