package io.ratinggrid.rating.catalog.source;

import java.util.List;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A piece of a YAML file that knows where it stands. Scalars are texts, exactly as written. */
final class YamlValue {
    private final String file;
    private final Node node;

    YamlValue(final String file, final Node node) {
        this.file = file;
        this.node = node;
    }

    Position position() {
        return node.getStartMark()
                .map(mark -> new Position(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> Position.startOf(file));
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Nothing is written, or {@code null}. */
    boolean isNothing() {
        return Tag.NULL.equals(node.getTag());
    }

    /** The text of a scalar; empty for everything else. */
    String text() {
        return !isNothing() && node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The items of a list; empty for everything else. */
    List<YamlValue> items() {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream()
                        .map(item -> new YamlValue(file, item))
                        .toList()
                : List.of();
    }

    /** The entries of a mapping as written, with repeated keys; empty for everything else. */
    List<Entry> entries() {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream().map(this::entry).toList()
                : List.of();
    }

    /** What messages call it. */
    String kind() {
        return isMap() ? "a mapping" : isList() ? "a list" : isNothing() ? "nothing" : "'" + text() + "'";
    }

    private Entry entry(final NodeTuple tuple) {
        return new Entry(new YamlValue(file, tuple.getKeyNode()), new YamlValue(file, tuple.getValueNode()));
    }

    /** One key of a mapping with its value. */
    record Entry(YamlValue key, YamlValue value) {
        String name() {
            return key.text();
        }
    }
}
