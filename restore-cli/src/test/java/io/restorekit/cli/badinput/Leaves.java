package io.restorekit.cli.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** What a row leaves on the disk. State is the state directory and the lock beside the volume. */
enum Leaves {
    /** Everything byte for byte as before, state included. */
    NOTHING_NEW {
        @Override
        void check(Scene scene, Snapshot before, Snapshot after) {
            assertThat(after.all()).isEqualTo(before.all());
        }
    },
    /** Everything but state byte for byte as before; a restore point stays one. */
    ONLY_STATE {
        @Override
        void check(Scene scene, Snapshot before, Snapshot after) {
            assertThat(after.withoutState()).isEqualTo(before.withoutState());
            assertThat(after.restorePoints()).isEqualTo(before.restorePoints());
        }
    },
    /** The restore made the volume and wrote nothing into it; everything but state else is as before. */
    EMPTY_VOLUME {
        @Override
        void check(Scene scene, Snapshot before, Snapshot after) {
            assertThat(before.withoutState()).doesNotContainKey(scene.volume());
            assertThat(scene.volume()).isEmptyFile();
            assertThat(after.withoutStateAnd(scene.volume())).isEqualTo(before.withoutState());
        }
    },
    /**
     * Part of the goal was written: each block is wholly the old one or the goal's. No restore point is left; everything
     * but the volume and state is as before.
     */
    PART_WRITTEN {
        @Override
        void check(Scene scene, Snapshot before, Snapshot after) {
            assertThat(after.withoutStateAnd(scene.volume())).isEqualTo(before.withoutStateAnd(scene.volume()));
            assertThat(after.restorePoints()).isEmpty();
            byte[] content = scene.content();
            for (int block = 0; block < Chain.BLOCKS; block++) {
                int from = block * Chain.BLOCK;
                byte[] found = Arrays.copyOfRange(content, from, from + Chain.BLOCK);
                byte[] goal = Arrays.copyOfRange(Scene.CHAIN.after(), from, from + Chain.BLOCK);
                byte[] old = scene.isHeld()
                        ? Arrays.copyOfRange(Scene.CHAIN.before(), from, from + Chain.BLOCK)
                        : new byte[Chain.BLOCK];
                assertThat(Arrays.equals(found, goal) || Arrays.equals(found, old))
                        .as("block %d is old or new, not a mix", block)
                        .isTrue();
            }
        }
    },
    /** As {@link #PART_WRITTEN}, but a write was cut short: its block is old, new or a mix, and nobody claims it. */
    TORN {
        @Override
        void check(Scene scene, Snapshot before, Snapshot after) {
            assertThat(after.withoutStateAnd(scene.volume())).isEqualTo(before.withoutStateAnd(scene.volume()));
            assertThat(after.restorePoints()).isEmpty();
        }
    },
    /** What somebody else put in the volume's place is as it was put there. */
    OF_SOMEBODY_ELSE {
        @Override
        void check(Scene scene, Snapshot before, Snapshot after) {
            assertThat(scene.volume()).hasContent("of somebody else");
            assertThat(after.restorePoints()).isEmpty();
        }
    },
    /** The volume is the goal's image, and only what differed was fetched. */
    RESTORED {
        @Override
        void check(Scene scene, Snapshot before, Snapshot after) {
            assertThat(scene.content()).isEqualTo(Scene.CHAIN.after());
            assertThat(scene.fetched()).isEqualTo(Chain.BLOCKS / 2);
        }
    };

    abstract void check(Scene scene, Snapshot before, Snapshot after);
}
