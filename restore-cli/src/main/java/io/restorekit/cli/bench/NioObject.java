package io.restorekit.cli.bench;

import io.restorekit.target.TargetObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.OptionalLong;

/** A file read through its channel. */
final class NioObject implements TargetObject {
    private final FileChannel channel;
    private final long length;
    private final InputStream body;

    NioObject(FileChannel channel) throws IOException {
        this.channel = channel;
        this.length = channel.size();
        this.body = Channels.newInputStream(channel);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void abort() {
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
