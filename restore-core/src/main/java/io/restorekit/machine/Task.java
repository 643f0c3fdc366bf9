package io.restorekit.machine;

import io.restorekit.backup.Digest;
import java.util.ArrayList;
import java.util.List;

/** What is under way for one ticket of a transfer. */
sealed interface Task {

    /** The blocks it is for. */
    List<Integer> blocks();

    /** A local read. */
    record Measuring(int block) implements Task {
        @Override
        public List<Integer> blocks() {
            return List.of(block);
        }
    }

    /** A call to the backup target, for every place that wants this content. */
    record Fetching(Digest digest, List<Integer> blocks) implements Task {
        public Fetching {
            blocks = List.copyOf(blocks);
        }

        Fetching alsoFor(int block) {
            List<Integer> more = new ArrayList<>(blocks);
            more.add(block);
            return new Fetching(digest, more);
        }
    }

    /** A write into the volume. */
    record Writing(List<Integer> blocks) implements Task {
        public Writing {
            blocks = List.copyOf(blocks);
        }
    }
}
