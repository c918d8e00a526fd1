package dev.legwork.api.report;

import dev.legwork.statistics.TradeFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Trades as comma-separated values (RFC 4180), a line each under a line of names: the components of
 * {@link TradeFigures}, by name and in their order. What is not known is empty.
 */
final class TradeCsv {
  private static final List<RecordComponent> COLUMNS =
      List.of(TradeFigures.class.getRecordComponents());

  private TradeCsv() {}

  static String of(List<TradeFigures> trades) {
    StringBuilder csv = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(csv, CSVFormat.RFC4180)) {
      printer.printRecord(COLUMNS.stream().map(RecordComponent::getName));
      for (TradeFigures trade : trades) {
        printer.printRecord(COLUMNS.stream().map(column -> cell(column, trade)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return csv.toString();
  }

  private static Object cell(RecordComponent column, TradeFigures trade) {
    try {
      Object value = column.getAccessor().invoke(trade);
      return value instanceof BigDecimal decimal ? decimal.toPlainString() : value;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + column, e);
    }
  }
}
