package io.restorekit.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who gives a file up and who closes it: VFS is touched by the thread that opened it alone. */
class VfsObjectTest {
    private static final int SIZE = 1 << 20;

    private final List<String> told = new ArrayList<>();
    private final InputStream source = new FilterInputStream(new ByteArrayInputStream(new byte[SIZE])) {
        @Override
        public void close() {
            told.add("closed by " + Thread.currentThread().getName());
        }
    };
    private final VfsObject object = new VfsObject(
            source,
            new FileState(Optional.empty(), SIZE, FileTime.fromMillis(0), true),
            () -> told.add("given back by " + Thread.currentThread().getName()));

    @Test
    void whoAbortsTouchesNothingAndTheOwnerStopsAtItsNextRead() throws Exception {
        String owner = Thread.currentThread().getName();
        assertThat(object.body().read(new byte[10])).isEqualTo(10);
        Thread other = new Thread(object::abort);
        other.start();
        other.join();
        assertThat(told).isEmpty();

        assertThatThrownBy(() -> object.body().read()).isInstanceOf(IOException.class);
        assertThat(told).isEmpty();
        object.close();

        assertThat(told).containsExactly("closed by " + owner, "given back by " + owner);
    }

    @Test
    void fileThatIsClosedTwiceIsGivenBackOnce() {
        object.close();
        object.abort();
        object.close();

        assertThat(told).hasSize(2);
    }
}
