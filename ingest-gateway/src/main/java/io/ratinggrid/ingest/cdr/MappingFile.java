package io.ratinggrid.ingest.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.ratinggrid.ingest.directory.IdentityType;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.text.DidYouMean;

/** Reads mapping files; their keys are explained in docs/FORMATS.md. */
public final class MappingFile {
    private static final int FORMAT = 1;
    private static final List<String> READY = List.of("notional", "freeswitch", "asterisk", "cucm");

    private final YamlNode root;
    private final String name;

    private MappingFile(final YamlNode root, final String name) {
        this.root = root;
        this.name = name;
    }

    /**
     * Reads a mapping.
     *
     * @throws MappingException if it cannot be used
     */
    public static CdrMapping read(final Path file) throws IOException {
        final String fileName = file.getFileName().toString();
        return parse(file.toString(), fileName.replaceFirst("\\.ya?ml$", ""), Files.readString(file));
    }

    /** Names of the mappings that come with the program. */
    public static List<String> readyNames() {
        return READY;
    }

    /** A mapping that comes with the program, empty if there is none of that name. */
    public static Optional<CdrMapping> ready(final String name) throws IOException {
        if (!READY.contains(name)) {
            return Optional.empty();
        }
        try (InputStream input = MappingFile.class.getResourceAsStream("/mappings/" + name + ".yaml")) {
            return Optional.of(parse(name + ".yaml", name, new String(input.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    static CdrMapping parse(final String file, final String name, final String text) {
        return new MappingFile(YamlNode.parse(file, text), name).read();
    }

    private CdrMapping read() {
        final YamlNode version = root.required("ratinggrid-mapping", "ratinggrid-mapping: " + FORMAT);
        if (!version.text().equals(Integer.toString(FORMAT))) {
            throw version.wrong("version " + version.text() + " is not known", "ratinggrid-mapping: " + FORMAT);
        }
        final Dialect dialect = dialect();
        final ZoneId zone = zone();
        final YamlNode event = root.required("event", "the sources of the event's fields");
        final YamlNode identity = event.get("identity");
        final YamlNode service = event.required("service", "service: {constant: voice}, or a column with values");
        final YamlNode serviceValues = service.isMap() ? service.get("values") : null;
        final CdrMapping mapping = new CdrMapping(
                name,
                dialect,
                source(root.get("origin"), name),
                zone,
                timeFormat(zone),
                region(),
                receivedNow(),
                Source.of(event.required("id", "the column or columns that tell a record from others of its origin")),
                identity == null ? null : identityType(identity),
                identity == null ? null : Source.of(identity.required("column", "the column with the identity")),
                optional(event.get("account")),
                optional(event.get("subscriber")),
                serviceSource(service),
                serviceValues == null ? Map.of() : textsOf(serviceValues),
                Source.of(event.required("start", "the column with the start of the usage")),
                quantities(event.required("quantity", "quantity: {column: NAME, unit: second}")),
                optional(event.get("to")),
                optional(event.get("session")),
                last(event),
                optional(event.get("amount")),
                attributes(event.get("attributes")),
                filtered());
        if (identity != null) {
            identity.checkAllAsked();
        }
        if (mapping.identity() == null && mapping.account() == null) {
            throw event.wrong("neither identity nor account is given", "identity: {type: msisdn, column: NAME}");
        }
        event.checkAllAsked();
        root.checkAllAsked();
        return mapping;
    }

    private Dialect dialect() {
        final YamlNode node = root.get("dialect");
        final YamlNode columns = root.get("columns");
        if (node == null) {
            return new Dialect(
                    ',', '"', (char) 0, columns == null ? 1 : 0, names(columns), true, StandardCharsets.UTF_8);
        }
        final YamlNode header = node.get("header-lines");
        final YamlNode fields = node.get("fields");
        final Dialect dialect = new Dialect(
                character(node.get("delimiter"), ','),
                character(node.get("quote"), '"'),
                character(node.get("comment"), (char) 0),
                header == null ? columns == null ? 1 : 0 : headerLines(header),
                names(columns),
                fields == null || isExact(fields),
                charset(node.get("charset")));
        node.checkAllAsked();
        if (dialect.headerLines() == 0 && columns == null) {
            throw node.wrong("there is no header to take the columns' names from", "columns: [NAME, NAME, ...]");
        }
        return dialect;
    }

    private static List<String> names(final YamlNode columns) {
        return columns == null ? List.of() : columns.texts();
    }

    private static int headerLines(final YamlNode node) {
        if (!node.text().matches("[0-9]")) {
            throw node.wrong("'" + node.text() + "' is no number of lines", "0 to 9");
        }
        return Integer.parseInt(node.text());
    }

    private static boolean isExact(final YamlNode node) {
        return switch (node.text()) {
            case "exact" -> true;
            case "flexible" -> false;
            default -> throw node.wrong("'" + node.text() + "' is not known", "exact or flexible");
        };
    }

    private static char character(final YamlNode node, final char missing) {
        if (node == null) {
            return missing;
        }
        final String text = node.text().equals("tab") || node.text().equals("\\t") ? "\t" : node.text();
        if (text.length() != 1) {
            throw node.wrong("'" + node.text() + "' is not one character", "such as ',' or tab");
        }
        return text.charAt(0);
    }

    private static Charset charset(final YamlNode node) {
        try {
            return node == null ? StandardCharsets.UTF_8 : Charset.forName(node.text());
        } catch (final IllegalArgumentException e) {
            throw node.wrong("'" + node.text() + "' is no character set", "such as UTF-8 or ISO-8859-1");
        }
    }

    private ZoneId zone() {
        final YamlNode node = root.get("zone");
        try {
            return node == null ? ZoneOffset.UTC : ZoneId.of(node.text());
        } catch (final DateTimeException e) {
            throw node.wrong("'" + node.text() + "' is no time zone", "an IANA name such as Europe/London");
        }
    }

    private String timeFormat(final ZoneId zone) {
        final YamlNode node = root.get("time");
        final String word = node == null ? "iso" : node.text();
        try {
            new TimeFormat(word, new LocalZone(zone));
            return word;
        } catch (final IllegalArgumentException e) {
            throw node.wrong("'" + word + "' is no time format: " + e.getMessage(), TimeFormat.RIGHT);
        }
    }

    private String region() {
        final YamlNode node = root.get("region");
        if (node != null && !PhoneNumberUtil.getInstance().getSupportedRegions().contains(node.text())) {
            throw node.wrong("'" + node.text() + "' is no country", "an ISO 3166 code such as GB");
        }
        return node == null ? "" : node.text();
    }

    private boolean receivedNow() {
        final YamlNode node = root.get("received");
        if (node == null || node.text().equals("start")) {
            return false;
        }
        if (!node.text().equals("now")) {
            throw node.wrong("'" + node.text() + "' is not known", "start or now");
        }
        return true;
    }

    private static IdentityType identityType(final YamlNode identity) {
        final YamlNode type = identity.required("type", DidYouMean.oneOf(IdentityType.words()));
        return IdentityType.ofWord(type.text())
                .orElseThrow(() -> type.wrong(
                        "'" + type.text() + "' is no kind of identity",
                        DidYouMean.phrase(type.text(), IdentityType.words())));
    }

    /** A source that stands for itself as a constant where it is not given. */
    private static Source source(final YamlNode node, final String missing) {
        if (node == null) {
            return new Source(List.of(), missing);
        }
        return node.isMap() ? Source.of(node) : new Source(List.of(), node.text());
    }

    private static Source optional(final YamlNode node) {
        return node == null ? null : Source.of(node);
    }

    private static Source serviceSource(final YamlNode node) {
        final String right = "{constant: voice} or {column: NAME}";
        if (!node.isMap()) {
            throw node.wrong("a service is either constant or in a column", right);
        }
        return Source.either(node, right);
    }

    private static Map<String, String> textsOf(final YamlNode node) {
        final Map<String, String> texts = new LinkedHashMap<>();
        node.entries().forEach((key, value) -> texts.put(key, value.text()));
        return texts;
    }

    /** One rule for all services, or rules by service under {@code by-service}. */
    private static Map<String, QuantityRule> quantities(final YamlNode node) {
        final Map<String, QuantityRule> rules = new LinkedHashMap<>();
        if (node.isMap() && node.get("by-service") != null) {
            node.get("by-service").entries().forEach((service, rule) -> rules.put(service, QuantityRule.of(rule)));
            node.checkAllAsked();
            return rules;
        }
        rules.put("", QuantityRule.of(node));
        return rules;
    }

    private static Map<String, Source> attributes(final YamlNode node) {
        final Map<String, Source> attributes = new LinkedHashMap<>();
        if (node != null) {
            node.entries().forEach((key, value) -> attributes.put(key, Source.of(value)));
            if (attributes.size() > Command.ATTRIBUTE_LIMIT) {
                throw node.wrong(attributes.size() + " attributes are too many", "at most " + Command.ATTRIBUTE_LIMIT);
            }
        }
        return attributes;
    }

    /** Null if not given. */
    private static FilterRule last(final YamlNode event) {
        final YamlNode last = event.get("last");
        if (last == null) {
            return null;
        }
        if (event.get("session") == null) {
            throw last.wrong("is given without a session that ends", "session, or leave it out");
        }
        return FilterRule.of(last);
    }

    private List<FilterRule> filtered() {
        final YamlNode node = root.get("filtered");
        return node == null
                ? List.of()
                : node.items().stream().map(FilterRule::of).toList();
    }
}
