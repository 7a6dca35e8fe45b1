package io.ratinggrid.node.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.ratinggrid.node.notice.ChannelThread;
import io.ratinggrid.node.notice.Notice;
import io.ratinggrid.node.notice.NoticeChannel;
import io.ratinggrid.seam.Clock;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes notices to those whom {@link Contacts} name, one message each, by an SMTP server (RFC 5321). A notice is taken when the server has taken all
 * of its messages; each has the same {@code Message-ID} however often it is sent. An account that the contacts do not say anything of is not taken. One
 * connection, kept while there is something to send; a thread of its own, for a server can be slow.
 */
public final class MailServer implements NoticeChannel {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final MailSettings settings;
    private final Contacts contacts;
    private final MailTemplates templates;
    private final Session session;
    private final Clock clock;
    private final ChannelThread thread = new ChannelThread("notices-mail");
    /** That thread alone; null: not connected. */
    private Transport connection;

    private MailServer(
            final MailSettings settings,
            final Contacts contacts,
            final MailTemplates templates,
            final Session session,
            final Clock clock) {
        this.settings = settings;
        this.contacts = contacts;
        this.templates = templates;
        this.session = session;
        this.clock = clock;
    }

    /**
     * Reads contacts and templates, and looks at no server.
     *
     * @throws IllegalArgumentException if any of them is wrong
     */
    public static MailServer of(final MailSettings settings, final Clock clock) throws IOException {
        final Contacts contacts = new Contacts(settings.contacts());
        contacts.refresh();
        final Properties properties = new Properties();
        properties.putAll(settings.properties());
        return new MailServer(
                settings,
                contacts,
                new MailTemplates(settings.templates(), settings.language()),
                Session.getInstance(properties),
                clock);
    }

    @Override
    public void send(final Notice notice, final Consumer<Optional<String>> outcome) {
        final CompletableFuture<Optional<String>> once = new CompletableFuture<>();
        once.thenAccept(outcome);
        if (!thread.run(() -> once.complete(write(notice)))) {
            once.complete(Optional.of("it is closed"));
        }
    }

    private Optional<String> write(final Notice notice) {
        final String account = notice.notice().name();
        try {
            final Optional<List<Contact>> told = contacts.of(account);
            if (told.isEmpty()) {
                return Optional.of(settings.contacts() + " has no line of account " + account + ", and none of *");
            }
            final Map<String, Object> members = JSON.readValue(notice.body(), MEMBERS);
            for (int i = 0; i < told.get().size(); i++) {
                final Contact contact = told.get().get(i);
                write(message(notice.id() + "-" + i, contact, templates.fill(contact.language(), members)));
            }
            return Optional.empty();
        } catch (final IOException | MessagingException | RuntimeException e) {
            disconnect();
            return Optional.of(words(e));
        }
    }

    private void write(final MimeMessage message) throws MessagingException {
        if (connection == null || !connection.isConnected()) {
            disconnect();
            connection = session.getTransport();
            connection.connect(
                    settings.host(),
                    settings.port(),
                    settings.user().orElse(null),
                    settings.password().orElse(null));
        }
        connection.sendMessage(message, message.getAllRecipients());
    }

    private MimeMessage message(final String id, final Contact contact, final MailTemplates.Text text)
            throws MessagingException {
        final MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + id + "@" + settings.domain() + ">");
            }
        };
        message.setFrom(settings.from());
        message.setRecipient(Message.RecipientType.TO, contact.address());
        message.setSubject(text.subject(), StandardCharsets.UTF_8.name());
        message.setText(text.body(), StandardCharsets.UTF_8.name());
        message.setSentDate(new Date(clock.timeMs()));
        // RFC 3834: nobody's absence notice comes back.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    private void disconnect() {
        final Transport was = connection;
        connection = null;
        if (was != null) {
            try {
                was.close();
            } catch (final MessagingException e) {
                // It is gone all the same.
            }
        }
    }

    private static String words(final Exception failure) {
        final String text =
                failure.getMessage() == null ? "" : ": " + failure.getMessage().strip();
        return failure.getClass().getSimpleName() + text;
    }

    @Override
    public void close() {
        thread.close(this::disconnect);
    }
}
