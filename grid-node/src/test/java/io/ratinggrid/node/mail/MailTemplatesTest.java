package io.ratinggrid.node.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written of a notice, in which language. */
final class MailTemplatesTest {
    private static final Map<String, Object> OF_A_BUCKET = notice(
            Map.of("subscriber", "line-1", "bucket", "quota", "percent", 80, "reached", "8.5 GB", "of", "10 GB"));

    @TempDir
    private Path directory;

    @Test
    void shouldWriteInEnglish() throws IOException {
        final MailTemplates.Text text = new MailTemplates(null, "en").fill("", OF_A_BUCKET);
        assertEquals("acme: quota has reached 80 %", text.subject());
        assertEquals(
                """
                Account acme, line-1

                Of "quota" 8.5 GB of 10 GB is used.
                The limit that you are told of is 8 GB (80 %).
                It was reached at 2026-06-02T10:00:00Z.
                """,
                text.body());
    }

    @Test
    void shouldWriteInGerman() throws IOException {
        final MailTemplates.Text text = new MailTemplates(null, "en").fill("de-CH", OF_A_BUCKET);
        assertEquals("acme: quota hat 80 % erreicht", text.subject());
        assertTrue(text.body().contains("Von \"quota\" sind 8.5 GB von 10 GB verbraucht."), text.body());
    }

    @Test
    void shouldWriteOfWhatIsLeftAndOfAPlan() throws IOException {
        final MailTemplates templates = new MailTemplates(null, "en");
        final String left = templates
                .fill("en", notice(Map.of("bucket", "wallet", "left", "1.90 EUR")))
                .body();
        assertTrue(left.contains("Of \"wallet\" 1.90 EUR is left.\nThe limit that you are told of is 8 GB.\n"), left);
        final String spent = templates
                .fill(
                        "en",
                        notice(Map.of(
                                "plan",
                                "flat",
                                "cycle",
                                "2026-06-01",
                                "percent",
                                100,
                                "reached",
                                "5.00",
                                "of",
                                "5.00")))
                .body();
        assertTrue(
                spent.contains("Of the plan \"flat\" 5.00 of 5.00 is used.")
                        && spent.contains("in the billing period that began on 2026-06-01."),
                spent);
    }

    @Test
    void shouldTakeTheOperatorsOwn() throws IOException {
        write("en", "Subject: {{id}} {{#bucket}}{{bucket}}{{/bucket}}\n\n<b> & {{account}}\n");
        write("pt_BR", "Subject: limite\n\nOlá\n");
        final MailTemplates templates = new MailTemplates(directory, "en");
        assertEquals("5f-3 quota", templates.fill("en", OF_A_BUCKET).subject());
        assertEquals("<b> & acme\n", templates.fill("fr", OF_A_BUCKET).body());
        assertEquals("Olá\n", templates.fill("pt-BR", OF_A_BUCKET).body());
    }

    @Test
    void shouldSayWhatIsWrongWithATemplate() throws IOException {
        assertWrong("Subject: {{acount}}\n\ntext\n", "acount");
        assertWrong("Subject: {{subscriber}}\n\ntext\n", "subscriber");
        assertWrong("Subject: {{#bucket}}\n\ntext\n", "bucket");
        assertWrong("Limit reached\n\ntext\n", "the first line must be 'Subject: ...'");
    }

    private void assertWrong(final String source, final String expected) throws IOException {
        write("en", source);
        final String said = assertThrows(IllegalArgumentException.class, () -> new MailTemplates(directory, "en"))
                .getMessage();
        assertTrue(said.startsWith(directory.resolve("en.mustache") + ": ") && said.contains(expected), said);
    }

    @Test
    void shouldSayThatThereIsNoneOfTheStandardLanguage() {
        final String said = assertThrows(IllegalArgumentException.class, () -> new MailTemplates(null, "fi"))
                .getMessage();
        assertTrue(said.startsWith("no template of language=fi: there are "), said);
    }

    private void write(final String language, final String source) throws IOException {
        Files.writeString(directory.resolve(language + ".mustache"), source);
    }

    private static Map<String, Object> notice(final Map<String, Object> more) {
        final Map<String, Object> notice = new HashMap<>(Map.of(
                "v",
                1,
                "type",
                "threshold",
                "id",
                "5f-3",
                "at",
                "2026-06-02T10:00:00Z",
                "account",
                "acme",
                "threshold",
                "8 GB"));
        notice.putAll(more);
        return notice;
    }
}
