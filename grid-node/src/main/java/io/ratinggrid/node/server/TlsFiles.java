package io.ratinggrid.node.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Part {@code tls} of a file: what a process shows of itself and whom it trusts, on all its ports. Files that end in {@code .p12}
 * or {@code .pfx} are PKCS12, others PEM.
 *
 * @param certificate  PKCS12 with certificate, chain and private key; or PEM with certificate and chain
 * @param key          PEM with the private key, PKCS8 without a password; not with PKCS12
 * @param trust        certificates of those who vouch for members of the grid: nodes and gateways trust whoever they vouch for
 * @param passwordFile file with the password of the PKCS12 files; none with PEM
 */
public record TlsFiles(Path certificate, Path key, Path trust, Path passwordFile) {
    private static final Pattern PEM_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final String ENTRY = "tls";
    private static final String PKCS12 = "PKCS12";

    public TlsFiles {
        if (certificate == null || trust == null) {
            throw new IllegalArgumentException("tls needs certificate and trust: certificate=" + certificate + " trust="
                    + trust + "; docs/CLUSTER.md has a recipe");
        }
        if (isPkcs12(certificate) == (key != null)) {
            throw new IllegalArgumentException("tls.certificate=" + certificate
                    + (key == null
                            ? " is PEM, and needs tls.key"
                            : " is PKCS12 and has its key in it: leave out tls.key=" + key));
        }
        if (passwordFile == null && (isPkcs12(certificate) || isPkcs12(trust))) {
            throw new IllegalArgumentException("tls.password-file is missing: PKCS12 files have a password");
        }
    }

    /**
     * What connections are made with.
     *
     * @throws IllegalArgumentException if a file is not what it should be
     */
    public SSLContext context() throws IOException {
        try {
            final KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            final char[] password = password().toCharArray();
            keys.init(isPkcs12(certificate) ? load(certificate) : pemKey(), password);
            final TrustManagerFactory trusted =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(trusted());
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
        } catch (final GeneralSecurityException e) {
            throw new IllegalArgumentException("tls: " + this + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The same certificate for an HTTP port; its callers need none. */
    public Ssl http() throws IOException {
        final Ssl ssl = new Ssl();
        if (isPkcs12(certificate)) {
            ssl.setKeyStore(certificate.toUri().toString());
            ssl.setKeyStoreType(PKCS12);
            ssl.setKeyStorePassword(password());
        } else {
            ssl.setCertificate(certificate.toUri().toString());
            ssl.setCertificatePrivateKey(key.toUri().toString());
        }
        return ssl;
    }

    /** The context of files that may not be set. */
    public static Optional<SSLContext> contextOf(final TlsFiles files) throws IOException {
        return files == null ? Optional.empty() : Optional.of(files.context());
    }

    /** Sets an HTTP port up with files that may not be set. */
    public static WebServerFactoryCustomizer<ConfigurableWebServerFactory> httpOf(final TlsFiles files)
            throws IOException {
        if (files == null) {
            return factory -> {};
        }
        final Ssl ssl = files.http();
        return factory -> factory.setSsl(ssl);
    }

    /** Tells of an address that can be reached from other machines when the files are not set. */
    public static void warn(
            final TlsFiles files, final String setting, final String address, final Consumer<String> messages)
            throws IOException {
        if (files == null && !Loopbacks.isLoopback(address)) {
            messages.accept("WARNING: " + setting + "=" + address + " can be reached from other machines, and without"
                    + " the setting tls others on the way can read what is said there, tokens too");
        }
    }

    private String password() throws IOException {
        return passwordFile == null ? "" : Files.readString(passwordFile).strip();
    }

    private static boolean isPkcs12(final Path file) {
        return file.toString().endsWith(".p12") || file.toString().endsWith(".pfx");
    }

    private KeyStore load(final Path file) throws IOException, GeneralSecurityException {
        final KeyStore store = KeyStore.getInstance(PKCS12);
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password().toCharArray());
        } catch (final NoSuchFileException e) {
            throw e;
        } catch (final IOException e) {
            throw new IllegalArgumentException(
                    "tls: " + file + " cannot be read with the password of " + passwordFile + ": " + e.getMessage(), e);
        }
        return store;
    }

    private KeyStore pemKey() throws IOException, GeneralSecurityException {
        final KeyStore store = empty();
        store.setKeyEntry(
                ENTRY, privateKey(), password().toCharArray(), pem(certificate).toArray(new Certificate[0]));
        return store;
    }

    private KeyStore trusted() throws IOException, GeneralSecurityException {
        if (isPkcs12(trust)) {
            final KeyStore store = load(trust);
            if (store.size() == 0) {
                throw new IllegalArgumentException("tls.trust=" + trust + " has no certificates");
            }
            return store;
        }
        final KeyStore store = empty();
        for (final Certificate trustedOne : pem(trust)) {
            store.setCertificateEntry(ENTRY + store.size(), trustedOne);
        }
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        final KeyStore store = KeyStore.getInstance(PKCS12);
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> pem(final Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            final Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("tls: " + file + " has no certificate in PEM");
            }
            return certificates;
        }
    }

    private PrivateKey privateKey() throws IOException, GeneralSecurityException {
        final Matcher found = PEM_KEY.matcher(Files.readString(key));
        if (!found.find()) {
            throw new IllegalArgumentException(
                    "tls.key=" + key
                            + " has no 'BEGIN PRIVATE KEY': it must be PKCS8 without a password, as 'openssl pkcs8 -topk8 -nocrypt' writes");
        }
        final PKCS8EncodedKeySpec bytes =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        for (final String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(bytes);
            } catch (final InvalidKeySpecException e) {
                // Of another algorithm.
            }
        }
        throw new IllegalArgumentException("tls.key=" + key + " is no RSA, EC or EdDSA key");
    }
}
