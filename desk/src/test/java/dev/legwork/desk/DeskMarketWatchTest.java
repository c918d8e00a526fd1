package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.contract.SecurityType;
import dev.legwork.order.Side;
import dev.legwork.saga.MarketAnswer;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.message.ServerMessage.TickGeneric;
import dev.legwork.unwind.NeededMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** fault O24: a market that a position waits for. It is 11:00 in New York. */
class DeskMarketWatchTest {
  private static final String OVER = "20261120:0800-20261120:1030";
  private static final String OPEN = "20261120:0930-20261120:1600";
  private static final Duration LONG = Duration.ofMinutes(10);

  @Test
  void answersAtOnceWhereTheMarketIsThere() {
    DeskRig rig = with(OPEN);

    CompletableFuture<MarketAnswer> answer = rig.core.awaitMarket(sellingStock(), LONG);
    rig.pass(Duration.ofSeconds(2));

    assertThat(DeskRig.now(answer).usable()).isTrue();
  }

  @Test
  void looksOnceWhereNobodyWaits() {
    DeskRig rig = with(OPEN);
    rig.venue.quotes.put(1, new String[] {"-1", "0", "69.60", "900"});

    CompletableFuture<MarketAnswer> answer = rig.core.awaitMarket(sellingStock(), Duration.ZERO);
    rig.pass(Duration.ofSeconds(4));

    assertThat(DeskRig.now(answer))
        .isEqualTo(new MarketAnswer(false, "stock: there is no bid", Set.of(), Set.of("stock")));
  }

  @Test
  void answersWhenSomebodyBuysAgain() {
    DeskRig rig = with(OPEN);
    rig.venue.quotes.put(1, new String[] {"-1", "0", "69.60", "900"});
    CompletableFuture<MarketAnswer> answer = rig.core.awaitMarket(sellingStock(), LONG);
    rig.pass(Duration.ofMinutes(5));
    assertThat(answer).isNotDone();

    rig.venue.quotes.put(1, new String[] {"69.58", "900", "69.60", "900"});
    rig.pass(Duration.ofSeconds(10));

    assertThat(DeskRig.now(answer).usable()).isTrue();
  }

  @Test
  void answersWhenAHaltIsLifted() {
    DeskRig rig = with(OPEN);
    rig.core.awaitMarket(sellingStock(), Duration.ZERO);
    rig.settle();
    rig.say(new TickGeneric(rig.venue.quoteRequest(1), QuoteLine.HALTED, BigDecimal.ONE));
    CompletableFuture<MarketAnswer> answer =
        rig.core.awaitMarket(sellingStock(), Duration.ofSeconds(4));
    rig.pass(Duration.ofSeconds(8));
    assertThat(DeskRig.now(answer))
        .isEqualTo(new MarketAnswer(false, "stock: trading is halted", Set.of(), Set.of("stock")));

    answer = rig.core.awaitMarket(sellingStock(), LONG);
    rig.pass(Duration.ofSeconds(1));
    assertThat(answer).isNotDone();
    rig.say(new TickGeneric(rig.venue.quoteRequest(1), QuoteLine.HALTED, BigDecimal.ZERO));
    rig.pass(Duration.ofSeconds(5));

    assertThat(DeskRig.now(answer).usable()).isTrue();
  }

  /** Quotes stand after the close; and a day may end, or begin, other than it was told. */
  @Test
  void believesTheHoursOfNowBeforeAnyQuote() {
    DeskRig rig = with(OPEN);
    rig.enter();
    rig.venue.contracts.put(1L, Rows.details(Rows.stock(), OVER));
    CompletableFuture<MarketAnswer> answer = rig.core.awaitMarket(sellingStock(), LONG);
    rig.pass(Duration.ofMinutes(1));
    assertThat(answer).isNotDone();

    rig.venue.contracts.put(1L, Rows.details(Rows.stock(), OPEN));
    rig.pass(Duration.ofSeconds(20));

    assertThat(DeskRig.now(answer).usable()).isTrue();
  }

  @Test
  void tellsThatItIsClosed() {
    DeskRig rig = with(OVER);

    CompletableFuture<MarketAnswer> answer = rig.core.awaitMarket(sellingStock(), Duration.ZERO);
    rig.pass(Duration.ofSeconds(4));

    assertThat(DeskRig.now(answer).why()).contains("does not trade now", "2026-11-20T11:00");
    assertThat(DeskRig.now(answer).closed()).containsExactly("stock");
  }

  @Test
  void staysClosedByWhatItWasToldLastWhereTheVenueAnswersLate() {
    DeskRig rig = with(OVER);
    ask(rig);
    rig.venue.mute.add(ClientMessage.ReqContractDetails.class);
    rig.pass(Duration.ofSeconds(20));

    assertThat(ask(rig).closed()).containsExactly("stock");
  }

  @Test
  void opensByWhatItWasToldLastWhereTheVenueAnswersLate() {
    DeskRig rig = with("20261120:1102-20261120:1600");
    assertThat(ask(rig).closed()).containsExactly("stock");
    rig.venue.mute.add(ClientMessage.ReqContractDetails.class);
    rig.pass(Duration.ofMinutes(2));

    assertThat(ask(rig).open()).containsExactly("stock");
  }

  /** Nothing was told of today, as after a start of the desk. */
  @Test
  void takesNoLateAnswerForAnOpenVenueAndAsksAnewAtOnce() {
    DeskRig rig = with(OVER);
    rig.venue.mute.add(ClientMessage.ReqContractDetails.class);

    MarketAnswer untold = ask(rig);
    assertThat(untold.usable()).isTrue();
    assertThat(untold.open()).isEmpty();
    assertThat(untold.closed()).isEmpty();
    rig.venue.mute.clear();
    assertThat(ask(rig).closed()).containsExactly("stock");
  }

  @Test
  void knowsThatAVenueIsOpenByItsHours() {
    assertThat(ask(with(OPEN)).open()).containsExactly("stock");
    assertThat(ask(with(OVER)).open()).isEmpty();
  }

  private static MarketAnswer ask(DeskRig rig) {
    CompletableFuture<MarketAnswer> answer = rig.core.awaitMarket(sellingStock(), Duration.ZERO);
    rig.pass(Duration.ofSeconds(4));
    return DeskRig.now(answer);
  }

  /** A trade asks again every two seconds, for days. */
  @Test
  void asksForTheHoursOnceInAWhileHoweverOftenItIsAsked() {
    DeskRig rig = with(OVER);
    long before = rig.venue.count(ClientMessage.ReqContractDetails.class);

    for (int i = 0; i < 14; i++) {
      rig.core.awaitMarket(sellingStock(), Duration.ZERO);
      rig.pass(Duration.ofSeconds(1));
    }

    assertThat(rig.venue.count(ClientMessage.ReqContractDetails.class)).isEqualTo(before + 1);
  }

  @Test
  void waitsOnWhileTheSessionIsAway() {
    DeskRig rig = with(OPEN);
    rig.say(new ErrorMessage(-1, 1100, "lost"));
    CompletableFuture<MarketAnswer> answer = rig.core.awaitMarket(sellingStock(), LONG);
    rig.pass(Duration.ofSeconds(30));
    assertThat(answer).isNotDone();

    rig.say(new ErrorMessage(-1, 1102, "restored"));
    rig.pass(Duration.ofSeconds(30));

    assertThat(DeskRig.now(answer).usable()).isTrue();
  }

  private static Map<String, NeededMarket> sellingStock() {
    Instrument stock =
        new Instrument(
            1,
            new ContractSpec(SecurityType.STOCK, "TWX", null, null, null, 1, "NMS", 1L),
            "SMART",
            "USD",
            "TWX",
            PriceIncrements.uniform(new BigDecimal("0.01")));
    return Map.of("stock", new NeededMarket(stock, Side.SELL, null));
  }

  private static DeskRig with(String stock) {
    DeskRig rig = new DeskRig();
    rig.venue.contracts.put(1L, Rows.details(Rows.stock(), stock));
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));
    return rig;
  }
}
