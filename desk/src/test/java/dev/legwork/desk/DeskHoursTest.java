package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.ReasonCode;
import dev.legwork.tws.message.ClientMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The venue's hours; its clock shows 16:00 UTC on 20 November 2026, 11:00 in New York. */
class DeskHoursTest {
  private static final String OVER = "20261120:0800-20261120:1030";
  private static final String OPEN = "20261120:0930-20261120:1600";

  @Test
  void beginsNoTradeWhileOneContractIsClosed() {
    DeskRig rig = with(OPEN, OVER);

    EntryAnswer.Refused refused = (EntryAnswer.Refused) DeskRig.now(rig.enter());

    assertThat(refused.reason().code()).isEqualTo(ReasonCode.MARKET_CLOSED);
    assertThat(refused.reason().detail()).contains("TWX 20261218 70C", "2026-11-20T11:00");
    assertThat(rig.venue.orderWrites()).isEmpty();
    assertThat(rig.store.allIntents()).isEmpty();
  }

  @Test
  void tradesInRegularHours() {
    assertThat(DeskRig.now(with(OPEN, OPEN).enter())).isInstanceOf(EntryAnswer.Entered.class);
  }

  @Test
  void looksAtNoHoursWhenItIsToldSo() {
    DeskRig rig = prepared(OPEN, OVER);
    rig.settings = rig.settings.with(HoursRule.ANY);
    start(rig);

    assertThat(DeskRig.now(rig.enter())).isInstanceOf(EntryAnswer.Entered.class);
  }

  @Test
  void asksForTheHoursOfAContractThatTheLedgerKnew() {
    DeskRig rig = with(OPEN, OVER);
    rig.enter();
    long asked = rig.venue.count(ClientMessage.ReqContractDetails.class);
    start(rig);

    EntryAnswer.Refused refused =
        (EntryAnswer.Refused) DeskRig.now(rig.enter(DeskRig.conversion("t2", "71.00"), 6));

    assertThat(refused.reason().code()).isEqualTo(ReasonCode.MARKET_CLOSED);
    assertThat(rig.venue.count(ClientMessage.ReqContractDetails.class)).isEqualTo(asked + 3);
    rig.enter(DeskRig.conversion("t3", "71.00"), 7);
    assertThat(rig.venue.count(ClientMessage.ReqContractDetails.class))
        .as("once a day")
        .isEqualTo(asked + 3);
  }

  private static DeskRig with(String stock, String call) {
    DeskRig rig = prepared(stock, call);
    start(rig);
    return rig;
  }

  private static DeskRig prepared(String stock, String call) {
    DeskRig rig = new DeskRig();
    rig.venue.contracts.put(1L, Rows.details(Rows.stock(), stock));
    rig.venue.contracts.put(3L, Rows.details(Rows.option(3, "C"), call));
    return rig;
  }

  private static void start(DeskRig rig) {
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));
  }
}
