package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.book.TradeBook;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.Verdict;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.ReasonCode;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.TagValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeskComboTest {

  /** fault O22: the guarantee is said, no leg has a price, and the order's own is its net. */
  @Test
  void writesOneGuaranteedOrderOfAllLegsAtTheNetLimit() {
    DeskRig rig = DeskRig.serving();

    EntryAnswer answer = DeskRig.now(rig.enter(ComboRig.conversions("69.857"), 5));

    assertThat(rig.venue.orderWrites())
        .isEqualTo(List.of(List.of("BUY 10 TWX @ 69.85 lw1|t1|combo|E1 GTD 20261120-16:00:46")));
    ClientMessage.PlaceOrder frame = placed(rig);
    assertThat(frame.contract().isBag()).isTrue();
    assertThat(frame.contract().comboLegs())
        .extracting(leg -> leg.action() + " " + leg.ratio() + " of " + leg.conId())
        .containsExactly("BUY 100 of 1", "BUY 1 of 2", "SELL 1 of 3");
    assertThat(frame.order().comboLegPrices()).isEmpty();
    assertThat(frame.order().smartComboRoutingParams())
        .containsExactly(new TagValue("NonGuaranteed", "0"));
    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> assertThat(entered.executableNet()).isEqualByComparingTo("69.85"));
  }

  @Test
  void letsAComboRestThatIsNotMarketableAndTakesACreditAsItsLimit() {
    DeskRig rig = DeskRig.serving();

    rig.enter(ComboRig.conversions("-0.015"), 5);

    OrderIntent intent = rig.store.allIntents().getFirst().placed().intent();
    assertThat(intent.limit()).isEqualByComparingTo("-0.02");
    assertThat(intent.label())
        .isEqualTo(
            "BUY 10 combo of BUY 100 TWX, BUY 1 TWX 20261218 70P, SELL 1 TWX 20261218 70C @ -0.02");
  }

  @Test
  void sendsNoComboBlind() {
    DeskRig rig = DeskRig.serving();
    rig.venue.quotes.put(2, new String[] {"1.30", "50", "1.25", "50"});

    EntryAnswer answer = DeskRig.now(rig.enter(ComboRig.conversions("69.85"), 5));

    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Refused.class,
            refused -> assertThat(refused.reason().code()).isEqualTo(ReasonCode.NOT_MARKETABLE));
    assertThat(rig.store.allIntents()).isEmpty();
  }

  /** fault O19, fault O20: 3 of 10 units; the legs alone are counted, and to the contract. */
  @Test
  void countsTheLegsExecutionsAndNotTheirSummary() {
    DeskRig rig = ComboRig.working();
    rig.say(ComboRig.summary("x.01.01", 3, 3));
    rig.say(ComboRig.stock("x.02.01", 300, 300));
    rig.say(ComboRig.put("x.03.01", 3, 3));
    rig.say(ComboRig.call("x.04.01", 3, 3));

    TradeBook book = book(rig);
    assertThat(book.leg("stock").executed()).isEqualByComparingTo("300");
    assertThat(book.leg("put").executed()).isEqualByComparingTo("3");
    assertThat(book.leg("call").executed()).isEqualByComparingTo("3");
    assertThat(rig.heard)
        .contains("comboE1 TRADED x.01.01 3", "comboE1 FILL x.02.01 300")
        .doesNotContain("comboE1 FILL x.01.01 3");
  }

  /** fault O19: the summary says 3 units, so 3 units of every leg must be told. */
  @Test
  void provesNothingWhileALegsExecutionIsMissing() {
    DeskRig rig = ComboRig.working();
    rig.say(ComboRig.summary("x.01.01", 3, 3));
    rig.say(ComboRig.stock("x.02.01", 300, 300));
    rig.say(ComboRig.put("x.03.01", 3, 3));
    rig.say(Rows.status(1, "Cancelled", "0", ComboRig.PERM));
    ComboRig.executed(
        rig,
        ComboRig.summary("x.01.01", 3, 3),
        ComboRig.stock("x.02.01", 300, 300),
        ComboRig.put("x.03.01", 3, 3));
    for (int i = 0; i < 8; i++) {
      assertThat(rig.verdict(ComboRig.COMBO)).isEqualTo(Verdict.LIVE);
      rig.pass(Duration.ofSeconds(4));
    }

    ComboRig.executed(rig, ComboRig.call("x.04.01", 3, 3));

    assertThat(rig.verdict(ComboRig.COMBO)).isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(book(rig).leg("call").executed()).isEqualByComparingTo("3");
  }

  /** fault O19: nobody summed it up; the legs themselves show that one of them is missing. */
  @Test
  void missesALegsExecutionWithoutTheSummary() {
    DeskRig rig = ComboRig.working();
    rig.say(ComboRig.stock("x.02.01", 300, 300));
    ComboRig.executed(rig, ComboRig.stock("x.02.01", 300, 300));
    rig.say(Rows.status(1, "Cancelled", "0", ComboRig.PERM));
    assertThat(rig.verdict(ComboRig.COMBO)).isEqualTo(Verdict.LIVE);

    ComboRig.executed(rig, ComboRig.put("x.03.01", 3, 3), ComboRig.call("x.04.01", 3, 3));

    assertThat(rig.verdict(ComboRig.COMBO)).isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(book(rig).leg("put").executed()).isEqualByComparingTo("3");
  }

  /** fault O21: the venue broke its promise; what it executed is what is held. */
  @Test
  void takesALoneLegForWhatItIsOnceACompleteAnswerShowsNoMore() {
    DeskRig rig = ComboRig.working();
    rig.say(ComboRig.stock("x.02.01", 300, 300));
    ComboRig.executed(rig, ComboRig.stock("x.02.01", 300, 300));
    rig.say(Rows.status(1, "Cancelled", "0", ComboRig.PERM));
    rig.pass(Duration.ofSeconds(11));

    assertThat(rig.verdict(ComboRig.COMBO)).isEqualTo(Verdict.PROVEN_TERMINAL);
    TradeBook book = book(rig);
    assertThat(book.leg("stock").net()).isEqualByComparingTo("300");
    assertThat(book.leg("put").net()).isZero();
    assertThat(book.live()).isEmpty();
  }

  /** Executions of every leg for all units prove alone; 10 units of one leg do not. */
  @Test
  void isOverWhenEveryLegHasExecutedAllUnits() {
    DeskRig rig = ComboRig.working();
    rig.say(ComboRig.summary("x.01.01", 10, 10));
    rig.say(ComboRig.stock("x.02.01", 1000, 1000));
    rig.say(ComboRig.put("x.03.01", 10, 10));
    rig.say(Rows.status(1, "Filled", "10", ComboRig.PERM));
    ComboRig.settle(rig);
    assertThat(rig.store.openIntents()).hasSize(1);

    rig.say(ComboRig.call("x.04.01", 10, 10));

    assertThat(rig.verdict(ComboRig.COMBO)).isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(book(rig).isFilled()).isTrue();
  }

  @Test
  void keepsWhatItKnowsOfACombosLegsOverARestart() {
    DeskRig rig = ComboRig.working();
    rig.say(ComboRig.summary("x.01.01", 10, 10));
    rig.say(ComboRig.stock("x.02.01", 1000, 1000));
    rig.newDesk();
    ComboRig.executed(
        rig,
        ComboRig.summary("x.01.01", 10, 10),
        ComboRig.stock("x.02.01", 1000, 1000),
        ComboRig.put("x.03.01", 10, 10),
        ComboRig.call("x.04.01", 10, 10));
    rig.core.start();
    rig.pass(Duration.ofSeconds(2));

    assertThat(rig.verdict(ComboRig.COMBO)).isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(rig.stored()).filteredOn(event -> event.contains("FILL")).hasSize(3);
    assertThat(rig.stored()).filteredOn(event -> event.contains("TRADED")).hasSize(1);
  }

  @Test
  void countsNoExecutionInAContractThatIsNoLeg() {
    DeskRig rig = ComboRig.working();
    rig.say(
        Rows.execution(
            1,
            DeskRig.CLIENT,
            DeskRig.ACCOUNT,
            ComboRig.COMBO,
            "x.05.01",
            "10",
            "10",
            ComboRig.PERM,
            Rows.option(9, "C")));

    assertThat(book(rig).hasExecuted()).isFalse();
    assertThat(rig.stored()).noneMatch(event -> event.contains("FILL"));
  }

  private static ClientMessage.PlaceOrder placed(DeskRig rig) {
    return rig.venue.writes.stream()
        .flatMap(List::stream)
        .filter(ClientMessage.PlaceOrder.class::isInstance)
        .map(ClientMessage.PlaceOrder.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static TradeBook book(DeskRig rig) {
    CompletableFuture<OrderSnapshot> answer = rig.snapshot(ComboRig.COMBO);
    for (int i = 0; i < 50 && !answer.isDone(); i++) {
      rig.pass(Duration.ofMillis(100));
    }
    return TradeBook.of(ComboRig.conversions("69.80")).with(DeskRig.now(answer));
  }
}
