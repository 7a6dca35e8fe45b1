package io.ratinggrid.node.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.mail.internet.InternetAddress;

/**
 * How notices are written by e-mail.
 *
 * @param host      of the SMTP server
 * @param security  of the connection to it
 * @param user      to the server; empty: no one asks
 * @param from      who the messages are from
 * @param contacts  CSV file that says who is told of which account
 * @param templates directory with templates; null: those that are included
 * @param language  of those who have none
 * @param timeout   of connecting, of an answer and of a write, each
 */
public record MailSettings(
        String host,
        int port,
        Security security,
        Optional<String> user,
        Optional<String> password,
        InternetAddress from,
        Path contacts,
        Path templates,
        String language,
        Duration timeout) {

    /** How the connection is kept from others. */
    public enum Security {
        /** It is not. */
        NONE,
        /** By STARTTLS (RFC 3207); a server that cannot is not spoken to. */
        STARTTLS,
        /** By TLS from the first byte on (RFC 8314). */
        TLS
    }

    /** What stands behind the @ of the sender. */
    String domain() {
        return from.getAddress().substring(from.getAddress().indexOf('@') + 1);
    }

    /** Those of Jakarta Mail. */
    Map<String, String> properties() {
        final String timeoutMs = Long.toString(timeout.toMillis());
        final Map<String, String> properties = new TreeMap<>();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.auth", Boolean.toString(user.isPresent()));
        properties.put("mail.smtp.connectiontimeout", timeoutMs);
        properties.put("mail.smtp.timeout", timeoutMs);
        properties.put("mail.smtp.writetimeout", timeoutMs);
        properties.put("mail.smtp.ssl.enable", Boolean.toString(security == Security.TLS));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(security == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(security == Security.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }
}
