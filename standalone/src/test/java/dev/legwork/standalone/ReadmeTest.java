package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.json.StrictJson;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.ReadRequest;
import dev.legwork.request.RequestReader;
import dev.legwork.request.RequestRules;
import dev.legwork.request.RequestedLeg;
import dev.legwork.simulator.SimulatorOptions;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.market.GeneratedMarket;
import dev.legwork.simulator.market.Quote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a new user is told to do first: it has to work as it stands, on any day. */
class ReadmeTest {
  private static final ZoneId VENUE = ZoneId.of("America/New_York");

  /** What {@code ./legwork up} has without an option. */
  private static final long SEED = SimulatorOptions.builder().build().seed();

  private static final LocalDate WRITTEN = LocalDate.of(2026, 11, 23);
  private static final Pattern BLOCK = Pattern.compile("```json\\R(.*?)```", Pattern.DOTALL);

  @Test
  void showsTheRequestThatTheExampleCommandPrints() throws IOException {
    assertThat(readme()).isEqualTo(ExampleCommand.text("twx-0001", WRITTEN));
  }

  @Test
  void showsARequestThatIsMarketableOnTheGeneratedMarket() throws Exception {
    assertMarketable(readme(), WRITTEN);
  }

  /** Ends and beginnings of months, years and weeks, and the days about a leap day. */
  static Stream<LocalDate> days() {
    return Stream.of(
            "2026-11-22",
            "2026-11-30",
            "2026-12-31",
            "2027-01-01",
            "2027-01-15",
            "2027-01-31",
            "2027-05-20",
            "2027-05-21",
            "2028-02-29",
            "2028-03-01",
            "2030-08-16",
            "2035-10-31")
        .map(LocalDate::parse);
  }

  @ParameterizedTest
  @MethodSource("days")
  void printsAnExampleThatIsMarketableOnWhateverDay(LocalDate day) throws Exception {
    assertMarketable(ExampleCommand.text("twx-0001", day), day);
  }

  @Test
  void printsTheExampleWithTheIdThatIsAskedFor() throws Exception {
    var out = new ByteArrayOutputStream();

    int code =
        ExampleCommand.execute(new PrintStream(out, true, StandardCharsets.UTF_8), "--id", "mine");

    assertThat(code).isZero();
    assertMarketable(out.toString(StandardCharsets.UTF_8), LocalDate.now(VENUE));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"id\": \"mine\"");
  }

  private static String readme() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(block.find()).as("README.md has a request").isTrue();
    return block.group(1);
  }

  /** At the open and the close, and a full day later, as the market walks. */
  private static void assertMarketable(String json, LocalDate day) throws Exception {
    ExecutionRequest request = admitted(json, day);
    GeneratedMarket market = new GeneratedMarket(SEED, List.of(), day);
    Map<Instrument, Quote> quotes = new HashMap<>();
    for (int hour : List.of(1, 10, 16, 23)) {
      market.advance(day.atTime(hour, 0).atZone(VENUE).toInstant(), quotes::put);
      assertThat(executableNet(request, quotes))
          .as("executable net at %d o'clock".formatted(hour))
          .isLessThanOrEqualTo(request.netLimit())
          .isGreaterThan(new BigDecimal("69"));
    }
  }

  private static ExecutionRequest admitted(String json, LocalDate day) throws Exception {
    RequestRules rules = new RequestRules(Set.of("DU1000001"), Set.of(), day);
    ReadRequest read = RequestReader.read(StrictJson.read(json), null, rules);
    assertThat(read).isInstanceOf(ReadRequest.Valid.class);
    return ((ReadRequest.Valid) read).request();
  }

  /** order-rules: asks of what is bought, bids of what is sold, with enough size. */
  private static BigDecimal executableNet(ExecutionRequest request, Map<Instrument, Quote> quotes) {
    BigDecimal cash = BigDecimal.ZERO;
    for (RequestedLeg leg : request.legs()) {
      Quote quote = quotes.get(listed(leg, quotes.keySet()));
      boolean buys = leg.action().name().equals("BUY");
      BigDecimal quantity = leg.quantity(request.quantity());
      assertThat(buys ? quote.askSize() : quote.bidSize())
          .as("size for " + leg.name())
          .isGreaterThanOrEqualTo(quantity.longValueExact());
      cash =
          cash.add(
              leg.action()
                  .signed(quantity)
                  .multiply(buys ? quote.ask() : quote.bid())
                  .multiply(BigDecimal.valueOf(leg.contract().multiplier())));
    }
    return cash.movePointLeft(2);
  }

  private static Instrument listed(RequestedLeg leg, Set<Instrument> market) {
    return market.stream()
        .filter(one -> one.symbol().equals(leg.contract().symbol()))
        .filter(one -> (one.kind() == Instrument.Kind.OPTION) == leg.contract().isOption())
        .filter(one -> !leg.contract().isOption() || sameOption(one, leg))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not listed: " + leg.contract().label()));
  }

  private static boolean sameOption(Instrument one, RequestedLeg leg) {
    return one.expiry().equals(leg.contract().expiry())
        && one.strike().compareTo(leg.contract().strike()) == 0
        && one.right().name().equals(leg.contract().right().name());
  }
}
