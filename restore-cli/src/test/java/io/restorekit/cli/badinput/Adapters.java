package io.restorekit.cli.badinput;

import io.restorekit.target.BackupTargetProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** A class path with other adapters on it than this one has. */
final class Adapters extends ClassLoader {
    private static final String SERVICE = "META-INF/services/" + BackupTargetProvider.class.getName();

    private final List<URL> services;

    private Adapters(List<URL> services) {
        super(Adapters.class.getClassLoader());
        this.services = services;
    }

    static ClassLoader none() {
        return new Adapters(List.of());
    }

    static ClassLoader only(Class<? extends BackupTargetProvider> provider) {
        return new Adapters(List.of(file(provider.getName())));
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals(SERVICE) ? Collections.enumeration(services) : super.getResources(name);
    }

    /** A URL that leads to this text. */
    private static URL file(String text) {
        try {
            return new URL(null, "text:service", new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {}

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
                        }
                    };
                }
            });
        } catch (IOException e) {
            throw new IllegalStateException("the handler takes every URL", e);
        }
    }
}
