package io.restorekit.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for one name, made by the JDK's keytool.
 *
 * @param pem what a client has to trust for it
 */
record Certificates(Path store, String pem) {
    static final String PASSWORD = "changeit";

    /** Signed by itself. */
    static Certificates make(Path directory, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve(name + ".p12");
        keytool(store, "key", "-dname", "CN=" + name, "-ext", "SAN=dns:" + name);
        return new Certificates(store, pem(store, "key"));
    }

    /** Signed by an authority that is not. */
    static Certificates expired(Path directory, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        return signed(directory.resolve("expired-" + name + ".p12"), name, "90", "-30d", "10");
    }

    /** Good for longer than its authority, which is shown with it. */
    static Certificates outlivingItsAuthority(Path directory, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        return signed(directory.resolve("outliving-" + name + ".p12"), name, "5", "-1d", "90");
    }

    private static Certificates signed(Path store, String name, String authorityDays, String from, String days)
            throws IOException, InterruptedException, GeneralSecurityException {
        keytool(store, "ca", "-dname", "CN=authority", "-ext", "bc:c", "-validity", authorityDays);
        String pem = pem(store, "ca");
        keytool(
                store,
                "key",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-signer",
                "ca",
                "-startdate",
                from,
                "-validity",
                days);
        return new Certificates(store, pem);
    }

    String ownPem() throws IOException, GeneralSecurityException {
        return pem(store, "key");
    }

    /** A server's end of TLS that shows it. */
    SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore keys = load(store);
        if (keys.containsAlias("ca")) {
            keys.deleteEntry("ca");
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Path store, String alias, String... options) throws IOException, InterruptedException {
        Path log = store.resolveSibling("keytool.log");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString(),
                "-alias",
                alias));
        words.addAll(List.of(options));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(log));
        }
    }

    private static String pem(Path store, String alias) throws IOException, GeneralSecurityException {
        byte[] certificate = load(store).getCertificate(alias).getEncoded();
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }

    private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
