package io.ratinggrid.rating.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules as tables, carried out by the reference and by the engine. Unless a table opens its account itself, it is open on
 * cycle day 1 in London with three lines, and subscribed to the first plan. Columns are {@code code} and those of
 * {@link FigureText}, {@code of b} behind them for those of account b; empty cells are not looked at.
 */
class RuleTablesTest {
    private static final String OF_OTHER = " of b";
    private static final Path RULES = Path.of("src/test/resources/rules");

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicNode> shouldHoldRowByRow() throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            return files.sorted().map(this::tables).toList().stream();
        }
    }

    private DynamicNode tables(final Path file) {
        return DynamicContainer.dynamicContainer(
                file.getFileName().toString(),
                RuleTable.read(file).stream().map(table -> DynamicTest.dynamicTest(table.title(), () -> check(table))));
    }

    private void check(final RuleTable table) throws IOException {
        final List<CatalogModel> catalogs = table.load(Files.createTempDirectory(directory, "rules"));
        final RuleRequest requests = new RuleRequest(catalogs);
        final BothEngines engines = new BothEngines(catalogs);
        if (!table.rows().get(0).get(0).matches("(at \\S+ )?open\\b.*")) {
            requests.opening().forEach(command -> assertEquals(ResultCode.DONE, engines.execute(command)));
        }
        requests.follow(engines.transfers());
        final FigureText text = new FigureText(catalogs.get(0));
        for (final List<String> row : table.rows()) {
            final List<Command> commands = requests.parse(row.get(0));
            final AccountFigures before =
                    commands.get(0).type == CommandType.OPEN_ACCOUNT ? AccountFigures.NONE : engines.figures("a");
            final String codes = commands.stream()
                    .map(engines::execute)
                    .map(ResultCode::name)
                    .distinct()
                    .collect(Collectors.joining(" "));
            final AccountFigures after = engines.figures("a");
            for (int column = 1; column < row.size(); column++) {
                final String name = table.columns().get(column);
                if (!row.get(column).isEmpty()) {
                    final String actual = name.equals("code")
                            ? codes
                            : name.endsWith(OF_OTHER)
                                    ? text.of(
                                            name.substring(0, name.length() - OF_OTHER.length()),
                                            AccountFigures.NONE,
                                            engines.figures("b"))
                                    : text.of(name, before, after);
                    assertEquals(row.get(column), actual, () -> table.title() + " | " + row.get(0) + " | " + name);
                }
            }
        }
    }
}
