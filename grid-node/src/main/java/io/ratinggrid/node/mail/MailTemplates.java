package io.ratinggrid.node.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;

/**
 * What is written, by language: Mustache templates in files {@code LANGUAGE.mustache}, the subject behind {@code Subject:} in the first line, then an
 * empty line and the text. They are filled from the members of a notice ({@code docs/FORMATS.md}); what a notice may be without stands in sections.
 * English and German are there without files.
 */
final class MailTemplates {
    /** What is sent. */
    record Text(String subject, String body) {}

    private static final String SUFFIX = ".mustache";
    private static final String SUBJECT = "Subject:";
    private static final List<String> INCLUDED = List.of("en", "de");
    /** Members that every notice has, and all that one may have: who writes a name wrongly is told at the start. */
    private static final Map<String, Object> LEAST = Map.of(
            "v",
            1,
            "type",
            "threshold",
            "id",
            "0-1",
            "at",
            "2026-01-01T00:00:00Z",
            "account",
            "a",
            "threshold",
            "8 GB");

    private static final Map<String, Object> MOST = most();

    private final Map<String, Template> byLanguage = new HashMap<>();
    private final String language;

    /**
     * @param directory with files, or null
     * @param language  of those who have none, or one that there is no template for
     * @throws IllegalArgumentException if a template is wrong, or there is none of that language
     */
    MailTemplates(final Path directory, final String language) throws IOException {
        this.language = language;
        for (final String included : INCLUDED) {
            add(included, "the included " + included + SUFFIX, included(included));
        }
        if (directory != null) {
            try (Stream<Path> files = Files.list(directory)) {
                for (final Path file : files.sorted().toList()) {
                    final String name = file.getFileName().toString();
                    if (name.endsWith(SUFFIX)) {
                        add(
                                name.substring(0, name.length() - SUFFIX.length()),
                                file.toString(),
                                Files.readString(file));
                    }
                }
            }
        }
        if (!byLanguage.containsKey(key(language))) {
            throw new IllegalArgumentException(
                    "no template of language=" + language + ": there are " + byLanguage.keySet());
        }
    }

    /** In a language, or in the one that it is a kind of ({@code de} for {@code de-CH}), or in the standard one. */
    Text fill(final String wanted, final Map<String, Object> notice) {
        final String exact = key(wanted);
        final int dash = exact.indexOf('-');
        final Template template = byLanguage.getOrDefault(
                exact,
                byLanguage.getOrDefault(dash < 0 ? exact : exact.substring(0, dash), byLanguage.get(key(language))));
        return text(template, notice);
    }

    private void add(final String of, final String where, final String source) {
        try {
            final Template template = Mustache.compiler().escapeHTML(false).compile(source.replace("\r\n", "\n"));
            text(template, LEAST);
            text(template, MOST);
            byLanguage.put(key(of), template);
        } catch (final MustacheException | IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static Text text(final Template template, final Map<String, Object> notice) {
        final String filled = template.execute(notice);
        final int end = filled.indexOf('\n');
        if (!filled.startsWith(SUBJECT) || end < 0) {
            throw new IllegalArgumentException("the first line must be '" + SUBJECT + " ...', then comes the text");
        }
        return new Text(
                filled.substring(SUBJECT.length(), end).strip(),
                filled.substring(end + 1).strip() + "\n");
    }

    private static String key(final String of) {
        return of.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String included(final String of) {
        try (InputStream in = MailTemplates.class.getResourceAsStream(of + SUFFIX)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> most() {
        final Map<String, Object> most = new HashMap<>(LEAST);
        for (final String name :
                List.of("subscriber", "bucket", "accumulator", "plan", "cycle", "percent", "reached", "left", "of")) {
            most.put(name, "x");
        }
        return most;
    }
}
