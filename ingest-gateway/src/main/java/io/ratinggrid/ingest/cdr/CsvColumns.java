package io.ratinggrid.ingest.cdr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.ingest.input.RefusedFileException;

/** A mapping whose columns were all found in a file. */
final class CsvColumns {
    final ColumnNames names;
    final List<Condition> filtered = new ArrayList<>();
    final Column id;
    final Column origin;
    final Column identity;
    final Column account;
    final Column subscriber;
    final Column service;
    final Column start;
    final Column to;
    final Column session;
    final Column amount;
    final Condition last;
    final Map<String, Column> quantities = new LinkedHashMap<>();
    final Map<String, Column> attributes = new LinkedHashMap<>();
    private int needed;

    CsvColumns(final CdrMapping mapping, final List<String> columnNames) throws RefusedFileException {
        names = new ColumnNames(mapping.name(), columnNames);
        for (final FilterRule rule : mapping.filtered()) {
            final Condition condition = new Condition(rule, names);
            filtered.add(condition);
            need(condition.index());
        }
        id = column(mapping.id(), '/');
        origin = column(mapping.origin(), '/');
        identity = column(mapping.identity(), '/');
        account = column(mapping.account(), '/');
        subscriber = column(mapping.subscriber(), '/');
        service = column(mapping.service(), '/');
        start = column(mapping.start(), ' ');
        to = column(mapping.to(), '/');
        session = column(mapping.session(), '/');
        amount = column(mapping.amount(), '/');
        last = mapping.last() == null ? null : new Condition(mapping.last(), names);
        for (final Map.Entry<String, QuantityRule> rule : mapping.quantities().entrySet()) {
            quantities.put(rule.getKey(), column(rule.getValue().source(), '/'));
        }
        for (final Map.Entry<String, Source> attribute : mapping.attributes().entrySet()) {
            attributes.put(attribute.getKey(), column(attribute.getValue(), '/'));
        }
    }

    private Column column(final Source source, final char joint) throws RefusedFileException {
        final Column column = Column.of(source, joint, names);
        if (column != null) {
            need(column.lastIndex());
        }
        return column;
    }

    private void need(final int index) {
        needed = Math.max(needed, index + 1);
    }

    /** Fields that a record has at least. */
    int needed() {
        return needed;
    }
}
