package io.restorekit.nfs;

import java.io.IOException;

/** Something failed below VFS; what, is not to be believed of its type. */
final class VfsException extends IOException {
    private static final long serialVersionUID = 1L;

    VfsException(Exception cause) {
        super("Commons VFS failed", cause);
    }
}
