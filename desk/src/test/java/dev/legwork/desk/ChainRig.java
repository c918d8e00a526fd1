package dev.legwork.desk;

import dev.legwork.desk.chain.ChainReading;
import dev.legwork.desk.chain.ChainTrouble;
import dev.legwork.desk.chain.ChainWish;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.TwsContract;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A desk whose venue lists options over stocks. Today is 2026-11-20. */
final class ChainRig {
  static final LocalDate DECEMBER = LocalDate.of(2026, 12, 18);
  static final LocalDate JANUARY = LocalDate.of(2027, 1, 15);
  static final ChainWish WISH =
      new ChainWish(15, 60, 12, BigDecimal.valueOf(25), BigDecimal.valueOf(25));

  final DeskRig rig;
  private final Map<Integer, BigDecimal> strikes = new HashMap<>();
  private int nextConId = 1000;

  private ChainRig(DeskRig rig) {
    this.rig = rig;
  }

  /** Serves TWX at 69.60 with strikes 60 to 79 in two expiries: 80 options. */
  static ChainRig serving() {
    return serving(DeskSettings.of(DeskRig.ACCOUNT, DeskRig.CLIENT));
  }

  static ChainRig serving(DeskSettings settings) {
    ChainRig chains = new ChainRig(DeskRig.serving(settings));
    chains.rig.venue.contracts.remove(2L);
    chains.rig.venue.contracts.remove(3L);
    chains.list(Rows.stock(), 60, 79, DECEMBER, JANUARY);
    return chains;
  }

  /** Lists options over a stock that is listed already. */
  void list(TwsContract stock, int lowest, int highest, LocalDate... expiries) {
    List<String> days = new ArrayList<>();
    for (LocalDate expiry : expiries) {
      days.add(DateTimeFormatter.BASIC_ISO_DATE.format(expiry));
      for (int strike = lowest; strike <= highest; strike++) {
        listOption(stock.symbol(), days.getLast(), strike, "C");
        listOption(stock.symbol(), days.getLast(), strike, "P");
      }
    }
    rig.venue.optionClasses.add(optionClass(stock, stock.symbol(), days));
    rig.venue.optionClasses.add(optionClass(stock, stock.symbol() + "1", days));
  }

  /** Lists a stock that is quoted at 69.58 and 69.60. */
  TwsContract listStock(String symbol) {
    TwsContract stock =
        TwsContract.builder()
            .conId(nextConId++)
            .symbol(symbol)
            .secType("STK")
            .exchange("SMART")
            .currency("USD")
            .localSymbol(symbol)
            .tradingClass("NMS")
            .build();
    rig.venue.contracts.put((long) stock.conId(), Rows.details(stock));
    rig.venue.quotes.put(stock.conId(), new String[] {"69.58", "900", "69.60", "900"});
    return stock;
  }

  private static ServerMessage.SecDefOptParams optionClass(
      TwsContract stock, String name, List<String> days) {
    return new ServerMessage.SecDefOptParams(
        0, "SMART", stock.conId(), name, "100", days, List.of());
  }

  private void listOption(String symbol, String day, int strike, String right) {
    int conId = nextConId++;
    strikes.put(conId, BigDecimal.valueOf(strike));
    rig.venue.contracts.put(
        (long) conId,
        Rows.details(
            TwsContract.builder()
                .conId(conId)
                .symbol(symbol)
                .secType("OPT")
                .lastTradeDateOrContractMonth(day)
                .strike(BigDecimal.valueOf(strike))
                .right(right)
                .multiplier("100")
                .exchange("SMART")
                .currency("USD")
                .localSymbol("%s %s%s%d".formatted(symbol, day, right, strike))
                .tradingClass(symbol)
                .build()));
    rig.venue.quotes.put(conId, new String[] {"1.20", "50", "1.25", "50"});
  }

  /** Every option of the venue is refused with this error, or quoted again (null). */
  void refuseOptions(Integer code) {
    for (int conId : strikes.keySet()) {
      if (code == null) {
        rig.venue.quoteErrors.remove(conId);
      } else {
        rig.venue.quoteErrors.put(conId, code);
      }
    }
  }

  ChainReading read() {
    return read("w", "TWX");
  }

  ChainReading read(String watcher, String symbol) {
    return DeskRig.now(rig.core.chains(watcher, Map.of(symbol, WISH))).get(symbol);
  }

  /** Reads every second, and once more. */
  ChainReading readFor(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      read();
      rig.pass(Duration.ofSeconds(1));
    }
    return read();
  }

  List<ChainTrouble.Code> troubles() {
    return read().troubles().stream().map(ChainTrouble::code).toList();
  }

  /** How many subscriptions stand at the venue. */
  int lines() {
    return rig.venue.subscribed.size();
  }

  /** The strikes of what was subscribed to, in turn; 0 for a stock. */
  List<BigDecimal> subscriptions() {
    return rig.venue.writes.stream()
        .flatMap(List::stream)
        .filter(ClientMessage.ReqMktData.class::isInstance)
        .map(ask -> ((ClientMessage.ReqMktData) ask).contract().conId())
        .map(conId -> strikes.getOrDefault(conId, BigDecimal.ZERO))
        .toList();
  }

  /** The strikes of the options that are subscribed to now. */
  List<String> subscribedStrikes() {
    return rig.venue.subscribed.values().stream()
        .map(strikes::get)
        .filter(strike -> strike != null)
        .map(BigDecimal::toPlainString)
        .toList();
  }

  long asked(Class<? extends ClientMessage> kind) {
    return rig.venue.count(kind);
  }
}
