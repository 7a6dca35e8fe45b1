package io.ratinggrid.ingest.cdr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ratinggrid.rating.text.DidYouMean;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A piece of a mapping file; every objection says where it stands. */
final class YamlNode {
    private static final int MOST_ALIASES = 50;

    private final String file;
    private final Node node;
    private final Set<String> asked = new LinkedHashSet<>();

    private YamlNode(final String file, final Node node) {
        this.file = file;
        this.node = node;
    }

    static YamlNode parse(final String file, final String text) {
        final LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .map(root -> new YamlNode(file, root))
                    .orElseThrow(() -> new MappingException(file + ": the file is empty"));
        } catch (final MarkedYamlEngineException e) {
            final String place = e.getProblemMark()
                    .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("");
            throw new MappingException(file + place + ": not YAML: " + e.getProblem());
        } catch (final YamlEngineException e) {
            throw new MappingException(file + ": not YAML: " + e.getMessage());
        }
    }

    MappingException wrong(final String what, final String right) {
        final String place = node.getStartMark()
                .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                .orElse("");
        return new MappingException(file + place + ": " + what + (right.isEmpty() ? "" : "; " + right));
    }

    boolean isText() {
        return node instanceof ScalarNode && !Tag.NULL.equals(node.getTag());
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    String text() {
        if (!isText()) {
            throw wrong("a text is expected here", "");
        }
        return ((ScalarNode) node).getValue();
    }

    boolean flag() {
        final String text = text();
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong("'" + text + "' is neither true nor false", "true or false");
        }
        return text.equals("true");
    }

    /** The items of a list; one that stands alone is a list of one. */
    List<YamlNode> items() {
        if (!isList()) {
            return List.of(this);
        }
        final List<YamlNode> items = new ArrayList<>();
        for (final Node item : ((SequenceNode) node).getValue()) {
            items.add(new YamlNode(file, item));
        }
        return items;
    }

    /** Texts of a list, or one text. */
    List<String> texts() {
        return items().stream().map(YamlNode::text).toList();
    }

    /** All entries of a map in which names are free. */
    Map<String, YamlNode> entries() {
        if (!isMap()) {
            throw wrong("keys and values are expected here", "key: value");
        }
        final Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (final NodeTuple tuple : ((MappingNode) node).getValue()) {
            final YamlNode key = new YamlNode(file, tuple.getKeyNode());
            if (entries.put(key.text(), new YamlNode(file, tuple.getValueNode())) != null) {
                throw key.wrong("'" + key.text() + "' is given twice", "one of them");
            }
        }
        return entries;
    }

    /** The value of a key, null if it is not there. */
    YamlNode get(final String key) {
        asked.add(key);
        return entries().get(key);
    }

    YamlNode required(final String key, final String right) {
        final YamlNode value = get(key);
        if (value == null) {
            throw wrong("'" + key + "' is missing", right);
        }
        return value;
    }

    /** Objects to keys that nobody asked for. */
    void checkAllAsked() {
        entries().forEach((key, value) -> {
            if (!asked.contains(key)) {
                throw value.wrong("'" + key + "' is not known here", DidYouMean.phrase(key, asked));
            }
        });
    }
}
