package dev.legwork.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in plain text, columns aligned by their longest cell. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  private record Column(String title, boolean isNumber) {}

  /**
   * @param titles of the columns; those that end with {@code >} are aligned to the right
   */
  public TextTable(String... titles) {
    columns =
        List.of(titles).stream()
            .map(title -> new Column(title.replace(">", ""), title.endsWith(">")))
            .toList();
    rows.add(columns.stream().map(Column::title).toList());
  }

  /** Adds a row, with a cell for every column. */
  public void add(Object... cells) {
    rows.add(List.of(cells).stream().map(String::valueOf).toList());
  }

  /** The rows, each ended by a line break, without trailing blanks. */
  public String render() {
    return rows.stream().map(row -> line(row).stripTrailing() + "\n").collect(Collectors.joining());
  }

  private String line(List<String> row) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> aligned(row.get(i), width(i), columns.get(i).isNumber()))
        .collect(Collectors.joining(GAP));
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String aligned(String cell, int width, boolean right) {
    String padding = " ".repeat(width - cell.length());
    return right ? padding + cell : cell + padding;
  }
}
