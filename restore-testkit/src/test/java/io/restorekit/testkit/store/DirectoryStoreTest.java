package io.restorekit.testkit.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest {
    private static final String KEY = "backupstore/folder/object";

    @TempDir
    Path directory;

    private DirectoryStore store;

    @BeforeEach
    void fill() throws IOException {
        store = new DirectoryStore(directory);
        store.sink().put(KEY, "content".getBytes(US_ASCII));
    }

    @Test
    void unmountedItIsAnEmptyDirectoryAndMountedItIsBack() throws IOException {
        store.unmount();
        store.unmount();
        assertThat(store.root()).isEmptyDirectory();
        assertThat(store.keys()).isEmpty();

        store.mount();
        store.mount();
        assertThat(store.keys()).containsExactly(KEY);
        assertThat(store.root().resolve(KEY)).hasContent("content");
    }

    @Test
    void whatIsWrittenBeneathIsHiddenByTheMount() throws IOException {
        store.unmount();
        store.sink().put("backupstore/beneath", new byte[1]);
        store.mount();
        assertThat(store.keys()).containsExactly(KEY);

        store.unmount();
        assertThat(store.keys()).containsExactly("backupstore/beneath");
    }

    @Test
    void aFileThatIsOpenStaysSo() throws IOException {
        try (InputStream in = Files.newInputStream(store.root().resolve(KEY))) {
            store.unmount();
            assertThat(in.readAllBytes()).isEqualTo("content".getBytes(US_ASCII));
        }
    }

    @Test
    void anObjectIsDamagedAsTold() throws IOException {
        store.corrupt(KEY, 3);
        assertThat(store.root().resolve(KEY)).hasContent("conuent");
        store.cut(KEY, 2);
        assertThat(store.root().resolve(KEY)).hasContent("co");
        store.delete(KEY);
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void damageThatCannotBeDoneIsAnError() {
        assertThatThrownBy(() -> store.corrupt(KEY, 7)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.cut(KEY, 7)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.corrupt("absent", 0)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.delete("absent")).isInstanceOf(IOException.class);
        assertThat(store.root().resolve("absent")).doesNotExist();
    }
}
