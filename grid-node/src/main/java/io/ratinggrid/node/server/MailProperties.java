package io.ratinggrid.node.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.ratinggrid.node.mail.MailServer;
import io.ratinggrid.node.mail.MailSettings;
import io.ratinggrid.node.notice.PacedChannel;
import io.ratinggrid.seam.Clock;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Part {@code node.mail} of a node's file: the SMTP server by which its notices are written.
 *
 * @param host           of the server
 * @param port           of the server
 * @param security       {@code starttls}, {@code tls} or, on this machine, {@code none}
 * @param user           none: the server asks no one
 * @param passwordFile   file with the user's password
 * @param from           who the messages are from
 * @param contactsFile   CSV: {@code account,address,language}
 * @param templates      directory with {@code LANGUAGE.mustache}; none: the included ones
 * @param language       of those who have none
 * @param timeout        of connecting, of an answer and of a write, each
 * @param retryAfter     until a notice that was not taken is sent again; doubled each time
 * @param mostRetryAfter most of that
 * @param attempts       after which a notice is given up
 */
public record MailProperties(
        String host,
        @DefaultValue("587") int port,
        @DefaultValue("starttls") MailSettings.Security security,
        String user,
        Path passwordFile,
        String from,
        Path contactsFile,
        Path templates,
        @DefaultValue("en") String language,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("5s") Duration retryAfter,
        @DefaultValue("1h") Duration mostRetryAfter,
        @DefaultValue("24") int attempts) {

    public MailProperties {
        if (host == null || from == null || contactsFile == null) {
            throw new IllegalArgumentException("node.mail needs host, from and contacts-file: host=" + host + " from="
                    + from + " contacts-file=" + contactsFile + "; docs/OPERATIONS.md says what they are");
        }
        if (security == MailSettings.Security.NONE && !Loopbacks.isKnownLoopback(host)) {
            throw new IllegalArgumentException("node.mail.security=none with host=" + host
                    + " tells everyone on the way of accounts: use starttls or tls beyond this machine");
        }
        if ((user == null) != (passwordFile == null)) {
            throw new IllegalArgumentException("node.mail needs both or neither of user and password-file: user=" + user
                    + " password-file=" + passwordFile);
        }
        Retries.check("node.mail", attempts, retryAfter, timeout);
    }

    PacedChannel channel(final Clock clock) throws IOException {
        final MailSettings settings = new MailSettings(
                host,
                port,
                security,
                Optional.ofNullable(user),
                passwordFile == null
                        ? Optional.empty()
                        : Optional.of(Files.readString(passwordFile).strip()),
                sender(),
                contactsFile,
                templates,
                language,
                timeout);
        return new PacedChannel("mail", mail(settings, clock), Retries.pace(retryAfter, mostRetryAfter, attempts));
    }

    private static MailServer mail(final MailSettings settings, final Clock clock) throws IOException {
        try {
            return MailServer.of(settings, clock);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("node.mail cannot be used: " + e.getMessage(), e);
        }
    }

    private InternetAddress sender() {
        try {
            final InternetAddress sender = new InternetAddress(from, true);
            sender.validate();
            return sender;
        } catch (final AddressException e) {
            throw new IllegalArgumentException(
                    "node.mail.from=" + from + " is no address, as in billing@example.org: " + e.getMessage(), e);
        }
    }
}
