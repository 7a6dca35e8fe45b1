package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The catalogs of several worked figures as one: what a figure names gets the figure's number behind its name. */
final class FigureCatalogs {
    private static final Path SAMPLES = Path.of("../rating-compute/src/main/resources/samples");
    private static final Pattern HEAD = Pattern.compile("(?m)^[a-z-]+:[^\n]+\n");
    private static final Pattern SECTION = Pattern.compile("(?m)^([a-z-]+):\n((?: .*\n|\n)+)");
    private static final Pattern DEFINED = Pattern.compile("(?m)^(?: {2}| {6})([a-z][a-z0-9-]*):");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<Integer, Set<String>> names = new LinkedHashMap<>();
    private final Map<String, StringBuilder> sections = new LinkedHashMap<>();
    private String head;

    static Path directory(final int figure) {
        return SAMPLES.resolve("figure-" + figure);
    }

    void add(final int figure) throws IOException {
        final String text =
                Files.readString(directory(figure).resolve("catalog.yaml")).replaceAll("(?m)^ *#.*\n", "");
        final StringBuilder heads = new StringBuilder();
        HEAD.matcher(text).results().forEach(match -> heads.append(match.group()));
        if (head != null && !head.contentEquals(heads)) {
            throw new IOException("figure " + figure + " has another head: " + heads);
        }
        head = heads.toString();
        final Set<String> defined = new TreeSet<>();
        DEFINED.matcher(text).results().forEach(match -> defined.add(match.group(1)));
        names.put(figure, defined);
        final Matcher section = SECTION.matcher(text);
        while (section.find()) {
            sections.computeIfAbsent(section.group(1), name -> new StringBuilder())
                    .append(renamed(figure, section.group(2)));
        }
    }

    /** Whole words that the figure defines, but for units behind a number. */
    private String renamed(final int figure, final String text) {
        String renamed = text;
        for (final String name : names.get(figure)) {
            renamed = renamed.replaceAll("(?<![\\w-]|\\d )" + name + "(?![\\w-])", name + "-f" + figure);
        }
        return renamed;
    }

    String text() {
        final StringBuilder text = new StringBuilder(head);
        sections.forEach((name, body) -> text.append(name).append(":\n").append(body));
        return text.toString();
    }

    /** What a figure calls so, by its name here. */
    String name(final int figure, final String name) {
        return names.get(figure).contains(name) ? name + "-f" + figure : name;
    }

    /** A command of a figure to an account of another name. */
    String command(final int figure, final String line, final String account) {
        final ObjectNode command = (ObjectNode) JSON.readTree(line);
        for (final String field : Set.of("plan", "to", "service", "bucket")) {
            if (command.path(field).isString()) {
                command.put(field, name(figure, command.path(field).asString()));
            }
        }
        renamePlans(figure, command);
        command.path("subscribers").forEach(subscriber -> renamePlans(figure, subscriber));
        command.put("account", account);
        return command.toString();
    }

    private void renamePlans(final int figure, final JsonNode of) {
        if (of.path("plans") instanceof final ArrayNode plans) {
            for (int i = 0; i < plans.size(); i++) {
                plans.set(i, StringNode.valueOf(name(figure, plans.get(i).asString())));
            }
        }
    }

    static JsonNode expected(final int figure) throws IOException {
        return JSON.readTree(Files.readString(directory(figure).resolve("expected.json")));
    }
}
