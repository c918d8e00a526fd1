package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.Instrument;
import dev.legwork.quote.Quote;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.ReasonCode;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.message.ServerMessage.TickPrice;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotes that are none: nothing is sent on them, and none of them becomes a limit. */
class DeskQuotesTest {

  /** fault S11: what the venue writes where there is no price, or where the book is broken. */
  @ParameterizedTest
  @CsvSource({
    "-1, 69.60",
    "69.58, -1",
    "0, 69.60",
    "69.58, 0",
    "69.58,",
    ", 69.60",
    "69.70, 69.60",
    "1.7976931348623157E308, 69.60",
    "69.58, 1.7976931348623157E308",
  })
  void sendsNothingOnAQuoteThatIsNone(String bid, String ask) {
    DeskRig rig = new DeskRig();
    rig.venue.quotes.put(1, new String[] {bid, "900", ask, "900"});
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));

    CompletableFuture<EntryAnswer> answer = rig.enter();
    rig.pass(Duration.ofSeconds(2));

    assertThat(reason(answer)).isEqualTo(ReasonCode.NOT_MARKETABLE);
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  /** fault S10: data that is shown with a delay, by error 10167 or by its type. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sendsNothingOnDelayedData(boolean byError) {
    DeskRig rig = DeskRig.serving();
    assertThat(reason(rig.enter(DeskRig.conversion("t0", "1.00"), 5)))
        .isEqualTo(ReasonCode.NOT_MARKETABLE);
    rig.venue.mute.add(ClientMessage.ReqMktData.class);
    int reqId = rig.venue.quoteRequest(1);

    rig.say(
        byError
            ? new ErrorMessage(reqId, 10167, "Displaying delayed market data")
            : new ServerMessage.MarketDataType(reqId, 3));

    CompletableFuture<EntryAnswer> answer = rig.enter();
    rig.pass(Duration.ofSeconds(2));
    assertThat(reason(answer)).isEqualTo(ReasonCode.NOT_MARKETABLE);
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  /** fault S10: ticks go on, and nobody tells that they are live again. */
  @Test
  void asksAnewForDataThatWasDelayedBefore() {
    DeskRig rig = DeskRig.serving();
    rig.enter(DeskRig.conversion("t0", "1.00"), 5);
    rig.say(new ServerMessage.MarketDataType(rig.venue.quoteRequest(1), 3));
    for (int second = 0; second < 6; second++) {
      for (int side = 1; side <= 2; side++) {
        rig.say(
            new TickPrice(
                rig.venue.quoteRequest(1), side, new BigDecimal("69.60"), BigDecimal.TEN, 0));
      }
      rig.pass(Duration.ofSeconds(1));
    }

    assertThat(quote(rig).ask()).isNotNull();
  }

  /** fault S10: the ticks stop without an error. */
  @Test
  void sendsNothingOnQuotesThatWentSilent() {
    DeskRig rig = DeskRig.working();
    rig.venue.mute.add(ClientMessage.ReqMktData.class);
    rig.pass(Duration.ofSeconds(6));

    CompletableFuture<EntryAnswer> answer = rig.enter(DeskRig.conversion("t2", "71.00"), 6);
    rig.pass(Duration.ofSeconds(2));

    assertThat(reason(answer)).isEqualTo(ReasonCode.NOT_MARKETABLE);
  }

  /** fault S9: staleness is told by contract; a farm that comes back brings its quotes back. */
  @ParameterizedTest
  @ValueSource(ints = {2103, 2105})
  void forgetsItsQuotesWhileADataFarmIsBroken(int code) {
    DeskRig rig = DeskRig.working();
    rig.venue.mute.add(ClientMessage.ReqMktData.class);
    rig.say(new ErrorMessage(-1, code, "Market data farm connection is broken:usopt"));

    CompletableFuture<EntryAnswer> refused = rig.enter(DeskRig.conversion("t2", "71.00"), 6);
    rig.pass(Duration.ofSeconds(2));
    assertThat(reason(refused)).isEqualTo(ReasonCode.NOT_MARKETABLE);
    assertThat(rig.heard).as("the session stands").isEmpty();

    rig.venue.mute.clear();
    rig.say(new ErrorMessage(-1, code + 1, "Market data farm connection is OK:usopt"));
    assertThat(DeskRig.now(rig.enter(DeskRig.conversion("t3", "71.00"), 7)))
        .isInstanceOf(EntryAnswer.Entered.class);
  }

  /** fault S9. */
  @ParameterizedTest
  @ValueSource(ints = {2104, 2106, 2107, 2108, 2119, 2158})
  void goesOnWhenAFarmIsIdleOrWell(int code) {
    DeskRig rig = DeskRig.serving();
    rig.say(new ErrorMessage(-1, code, "Market data farm connection is inactive:usopt"));

    assertThat(DeskRig.now(rig.enter())).isInstanceOf(EntryAnswer.Entered.class);
  }

  /** fault S8: another login takes the data; open trades go on, and it is told once. */
  @Test
  void beginsNothingOnContractsThatACompetingSessionTookAndTellsItOnce() {
    DeskRig rig = DeskRig.working();
    for (int i = 0; i < 5; i++) {
      rig.say(new ErrorMessage(rig.venue.quoteRequest(1), 10197, "competing live session"));
    }
    rig.venue.mute.add(ClientMessage.ReqMktData.class);

    CompletableFuture<EntryAnswer> refused = rig.enter(DeskRig.conversion("t2", "71.00"), 6);
    rig.pass(Duration.ofSeconds(2));
    rig.cancel(DeskRig.STOCK);
    rig.core.place(List.of(DeskRig.unwind("put", 1, 1)));
    rig.settle();

    assertThat(reason(refused)).isEqualTo(ReasonCode.NOT_MARKETABLE);
    assertThat(rig.alerts).isEqualTo(List.of("COMPETING_SESSION"));
    assertThat(rig.told).hasSize(1);
    assertThat(rig.venue.orderWrites()).as("a cancel and an unwind").hasSize(3);
    rig.venue.mute.clear();
    rig.pass(Duration.ofSeconds(6));
    assertThat(DeskRig.now(rig.enter(DeskRig.conversion("t3", "71.00"), 7)))
        .isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.alerts).isEmpty();
  }

  /** fault S2: what was heard before the data was lost is no quote. */
  @Test
  void takesNoQuoteFromBeforeTheDataWasLost() {
    DeskRig rig = DeskRig.working();
    rig.venue.mute.add(ClientMessage.ReqMktData.class);
    rig.say(new ErrorMessage(-1, 1100, "lost"));
    rig.say(new ErrorMessage(-1, 1101, "restored, data lost"));
    rig.pass(Duration.ofMillis(500));

    CompletableFuture<EntryAnswer> answer = rig.enter(DeskRig.conversion("t2", "71.00"), 6);
    rig.pass(Duration.ofSeconds(2));

    assertThat(reason(answer)).isEqualTo(ReasonCode.NOT_MARKETABLE);
  }

  /** fault S2, fault S11: that there is no ask was told; what a lost line would say was not. */
  @Test
  void tellsASideThatIsNoneFromOneThatWasNotToldYet() {
    DeskRig rig = new DeskRig();
    rig.venue.quotes.put(1, new String[] {"69.58", "900", "-1", "0"});
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));
    rig.enter();
    rig.pass(Duration.ofSeconds(2));
    Quote told = quote(rig);
    assertThat(told.ask()).isNull();
    assertThat(told.askAge()).isNotNull();

    rig.venue.mute.add(ClientMessage.ReqMktData.class);
    rig.say(new ErrorMessage(-1, 1100, "lost"));
    rig.say(new ErrorMessage(-1, 1101, "restored, data lost"));
    rig.pass(Duration.ofSeconds(2));

    assertThat(quote(rig).ask()).isNull();
    assertThat(quote(rig).askAge()).isNull();
    assertThat(quote(rig).bidAge()).isNull();
  }

  /** Whoever lets entries use older quotes does not make an unwinding wait for fresh ones. */
  @Test
  void asksAnewForWhatIsTooOldForAnUnwinding() {
    DeskRig rig =
        DeskRig.serving(
            DeskSettings.of(
                DeskRig.ACCOUNT,
                DeskRig.CLIENT,
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                100));
    rig.enter(DeskRig.conversion("t0", "1.00"), 5);
    rig.pass(Duration.ofSeconds(20));

    assertThat(quote(rig).askAge()).isLessThan(Duration.ofSeconds(5));
  }

  private static Quote quote(DeskRig rig) {
    Instrument stock = DeskRig.unwind("stock", 1, 1).instrument();
    CompletableFuture<Map<Instrument, Quote>> answer = rig.core.quotes(List.of(stock));
    rig.pass(Duration.ofSeconds(2));
    return DeskRig.now(answer).get(stock);
  }

  /**
   * fault S11: a tick that only repeats the price of a side keeps the other one as old as it is.
   */
  @Test
  void agesEachSideByItself() {
    DeskRig rig = DeskRig.working();
    rig.venue.mute.add(ClientMessage.ReqMktData.class);
    for (int i = 0; i < 6; i++) {
      rig.pass(Duration.ofSeconds(1));
      rig.say(tick(rig.venue.quoteRequest(1), 1, "69.58"));
    }

    CompletableFuture<EntryAnswer> answer = rig.enter(DeskRig.conversion("t2", "71.00"), 6);
    rig.pass(Duration.ofSeconds(2));

    assertThat(reason(answer)).isEqualTo(ReasonCode.NOT_MARKETABLE);
  }

  private static TickPrice tick(int reqId, int type, String price) {
    return new TickPrice(reqId, type, new BigDecimal(price), BigDecimal.TEN, 0);
  }

  private static ReasonCode reason(CompletableFuture<EntryAnswer> answer) {
    return ((EntryAnswer.Refused) DeskRig.now(answer)).reason().code();
  }
}
