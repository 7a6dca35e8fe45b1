package io.ratinggrid.node.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.books.FileView;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Books of files, as receipts and {@code books.json} write them. */
public final class BooksJson {
    /** Version of receipts and of {@code books.json}. */
    public static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BooksJson() {}

    /** Puts them under {@code books}. */
    public static void put(final ObjectNode json, final Books books) {
        json.putObject("books")
                .put("records", books.records())
                .put("rated", books.rated())
                .put("filtered", books.filtered())
                .put("duplicate", books.duplicate())
                .put("suspended", books.suspended())
                .put("rejected", books.rejected())
                .put("refused", books.refused())
                .put("pending", books.pending());
    }

    /** Writes the books of all files, first of what came without one. */
    static void write(final Path file, final List<FileView> views) throws IOException {
        final ObjectNode json = JSON.createObjectNode().put("v", FORMAT);
        Books sum = Books.EMPTY;
        final ArrayNode files = json.putArray("files");
        for (final FileView view : views) {
            final ObjectNode one = files.addObject().put("number", view.number());
            if (!view.path().isEmpty()) {
                one.put("file", Path.of(view.path()).getFileName().toString())
                        .put("format", view.format())
                        .put("read-to-end", view.ended());
            }
            put(one, view.books());
            sum = sum.plus(view.books());
        }
        put(json, sum);
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    /** {@code records 3 = rated 1 + filtered 0 + ...}. */
    public static String sentence(final Books books) {
        return "records " + books.records() + " = rated " + books.rated() + " + filtered " + books.filtered()
                + " + duplicate " + books.duplicate() + " + suspended " + books.suspended() + " + rejected "
                + books.rejected() + " + refused " + books.refused() + " + pending " + books.pending();
    }
}
