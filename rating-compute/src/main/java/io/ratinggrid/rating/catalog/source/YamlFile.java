package io.ratinggrid.rating.catalog.source;

import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one YAML file into positioned values, within limits that keep a hostile file harmless. */
final class YamlFile {
    private static final int MOST_CHARACTERS = 32 << 20;
    private static final int DEEPEST = 40;
    private static final int MOST_VALUES = 1_000_000;

    private final String file;
    private final Problems problems;
    private final LoadSettings settings;
    private final Map<Node, Integer> sizes = new IdentityHashMap<>();

    private YamlFile(final String file, final Problems problems) {
        this.file = file;
        this.problems = problems;
        settings = LoadSettings.builder()
                .setLabel(file)
                .setUseMarks(true)
                .setCodePointLimit(MOST_CHARACTERS)
                .setMaxAliasesForCollections(MOST_VALUES)
                .build();
    }

    /** The root of the one document in {@code path}, empty when the file cannot be used, which is reported. */
    static Optional<YamlValue> read(final Path path, final String file, final Problems problems) {
        return TextFile.read(path, file, problems).flatMap(text -> new YamlFile(file, problems).parse(text));
    }

    private Optional<YamlValue> parse(final String text) {
        try {
            if (!depthIsFine(text)) {
                return Optional.empty();
            }
            final Optional<Node> root = new Compose(settings).composeReader(new WholeCharacters(text));
            if (root.isEmpty()) {
                problems.error(Position.startOf(file), "the file is empty", "");
                return Optional.empty();
            }
            return sizeIsFine(root.get()) ? Optional.of(new YamlValue(file, root.get())) : Optional.empty();
        } catch (final MarkedYamlEngineException e) {
            final Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            final String context = e.getContext() == null ? "" : " " + e.getContext();
            problems.error(position(mark), "not YAML: " + e.getProblem() + context, "");
        } catch (final YamlEngineException e) {
            problems.error(Position.startOf(file), "not YAML: " + firstLine(e.getMessage()), "");
        }
        return Optional.empty();
    }

    /** Composing recurses; parsing does not, so depth is judged first. */
    private boolean depthIsFine(final String text) {
        int depth = 0;
        for (final Event event : new Parse(settings).parseReader(new WholeCharacters(text))) {
            final Event.ID id = event.getEventId();
            if (id == Event.ID.MappingStart || id == Event.ID.SequenceStart) {
                depth++;
            } else if (id == Event.ID.MappingEnd || id == Event.ID.SequenceEnd) {
                depth--;
            }
            if (depth > DEEPEST) {
                problems.error(
                        position(event.getStartMark()), "nested deeper than " + DEEPEST + " levels", "flatten it");
                return false;
            }
        }
        return true;
    }

    private boolean sizeIsFine(final Node root) {
        if (size(root) <= MOST_VALUES) {
            return true;
        }
        problems.error(
                position(root.getStartMark()),
                "more than " + MOST_VALUES + " values once aliases are followed, or an alias inside its own anchor",
                "");
        return false;
    }

    /** Values below and with {@code node}, aliases counted each time; a cycle is larger than everything. */
    private int size(final Node node) {
        final Integer known = sizes.get(node);
        if (known != null) {
            return known;
        }
        sizes.put(node, MOST_VALUES + 1);
        long sum = 1;
        if (node instanceof SequenceNode sequence) {
            for (final Node item : sequence.getValue()) {
                sum += size(item);
            }
        } else if (node instanceof MappingNode mapping) {
            for (final var tuple : mapping.getValue()) {
                sum += size(tuple.getKeyNode()) + (long) size(tuple.getValueNode());
            }
        }
        final int size = (int) Math.min(sum, MOST_VALUES + 1);
        sizes.put(node, size);
        return size;
    }

    private Position position(final Optional<Mark> mark) {
        return mark.map(at -> new Position(file, at.getLine() + 1, at.getColumn() + 1))
                .orElseGet(() -> Position.startOf(file));
    }

    private static String firstLine(final String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
