package dev.legwork.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.MarketRule;
import dev.legwork.simulator.contracts.Right;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up numbers in the layout of the real files. */
class LeanMarketTest {
  private static final LocalDate DATE = LocalDate.of(2014, 6, 6);
  private static final Instrument STOCK = Instrument.stock("TWX");
  private static final Instrument CALL =
      Instrument.option(
          "TWX",
          LocalDate.of(2014, 6, 20),
          new BigDecimal("70"),
          Right.CALL,
          MarketRule.PENNY_OPTION);

  @TempDir private Path data;
  private final Map<Instrument, Quote> quotes = new LinkedHashMap<>();

  @BeforeEach
  void files() throws IOException {
    write(
        "equity/usa/minute/twx/20140606_quote.zip",
        Map.of(
            "20140606_twx_minute_quote.csv",
            """
            34140000,690000,690000,690000,690100,100,690200,690300,690200,690300,200
            34200000,690100,690200,690000,690200,300,690300,690400,690300,690400,400
            34260000,690200,690200,690100,690100,500,,,,,0
            57600000,680000,680000,680000,680000,100,690000,690000,690000,690000,100
            """));
    write(
        "option/usa/minute/twx/20140606_quote_american.zip",
        Map.of(
            "20140606_twx_minute_quote_american_call_700000_20140621.csv",
            """
            34200000,9800,9900,9800,9800,10,10000,10000,10000,10000,12
            34260000,,,,,0,10100,10100,10100,10200,7
            57540000,9900,9900,9900,9900,4,10000,10000,10000,10000,4
            """,
            "20140606_twx_minute_quote_american_put_725000_20140620.csv",
            "34200000,30500,30500,30500,30500,10,31000,31000,31000,31000,12\n"));
  }

  @Test
  void showsTheCloseOfABarAtItsEnd() throws IOException {
    LeanMarket market = market();

    market.advance(at("13:30:59.999"), quotes::put);
    assertThat(quotes.get(STOCK)).isEqualTo(quote("69.01", 100, "69.03", 200));
    assertThat(quotes).doesNotContainKey(CALL);

    market.advance(at("13:31:00"), quotes::put);
    assertThat(quotes.get(STOCK)).isEqualTo(quote("69.02", 300, "69.04", 400));
    assertThat(quotes.get(CALL)).isEqualTo(quote("0.98", 10, "1.00", 12));
  }

  @Test
  void carriesEachSideForwardByItself() throws IOException {
    market().advance(at("13:45:00"), quotes::put);

    assertThat(quotes.get(STOCK)).isEqualTo(quote("69.01", 500, "69.04", 400));
    assertThat(quotes.get(CALL)).isEqualTo(quote("0.98", 10, "1.02", 7));
  }

  @Test
  void listsSaturdaysExpiryOnItsFriday() throws IOException {
    assertThat(market().contracts())
        .filteredOn(Instrument::isOption)
        .extracting(Instrument::expiry)
        .containsOnly(LocalDate.of(2014, 6, 20));
  }

  @Test
  void readsTheTickRuleFromTheQuotes() throws IOException {
    assertThat(market().contracts())
        .filteredOn(Instrument::isOption)
        .extracting(Instrument::rule)
        .containsOnly(MarketRule.PENNY_OPTION);
  }

  @Test
  void tellsEveryChangeOnceTheDayHasBegun() throws IOException {
    LeanMarket market = market();
    var told = new ArrayList<String>();
    Market.Sink sink = (instrument, quote) -> told.add(instrument.symbol() + " " + quote.ask());

    market.advance(at("13:30:00"), sink);
    assertThat(told).as("where it begins").containsExactly("TWX 69.03");
    told.clear();
    market.advance(at("13:40:00"), sink);

    assertThat(told)
        .filteredOn(t -> t.startsWith("TWX 1."))
        .containsExactly("TWX 1.00", "TWX 1.02");
  }

  @Test
  void endsWithTheLastOptionBar() throws IOException {
    LeanMarket market = market();
    assertThat(market.hours().close()).isEqualTo(LocalTime.of(16, 0));

    market.advance(at("19:59:59"), quotes::put);
    assertThat(quotes.get(STOCK)).isNotEqualTo(Quote.NONE);

    market.advance(at("23:00:00"), quotes::put);
    assertThat(quotes.values()).containsOnly(Quote.NONE);
    assertThat(market.next()).isEmpty();
  }

  @Test
  void namesTheFileThatIsMissingOrDamaged() throws IOException {
    assertThatThrownBy(() -> new LeanMarket(data, List.of("GOOG"), DATE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("goog");
    write("equity/usa/minute/twx/20140606_quote.zip", Map.of("x.csv", "34140000,1,2\n"));
    assertThatThrownBy(this::market).hasMessageContaining("line 1").hasMessageContaining("columns");
  }

  private LeanMarket market() throws IOException {
    return new LeanMarket(data, List.of("TWX"), DATE);
  }

  private static Instant at(String utc) {
    return Instant.parse("2014-06-06T" + utc + "Z");
  }

  private static Quote quote(String bid, long bidSize, String ask, long askSize) {
    return Quote.of(new BigDecimal(bid), bidSize, new BigDecimal(ask), askSize);
  }

  private void write(String name, Map<String, String> entries) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : new ArrayList<>(entries.keySet())) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(entries.get(entry).getBytes(StandardCharsets.US_ASCII));
        zip.closeEntry();
      }
    }
  }
}
