package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.desk.DeskLedger.StoredOrder;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.ReasonCode;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.TwsContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MARKET pricing at the desk: the limits of LIMIT, on orders that never rest. */
class DeskMarketTest {
  private static final List<String> IMMEDIATE = List.of("LMT", "IOC", "GTD");

  /** The call's contract does not offer it: its order keeps an end of its own at the venue. */
  @Test
  void sendsOrdersThatNeverRestWhereTheContractTakesThem() {
    DeskRig rig = rig();

    EntryAnswer answer = DeskRig.now(rig.enter(market("t1", "71.00"), 5));

    assertThat(answer).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.orderWrites())
        .isEqualTo(
            List.of(
                List.of(
                    "BUY 100 TWX @ 69.79 lw1|t1|stock|E1 IOC",
                    "BUY 1 TWXP @ 1.72 lw1|t1|put|E1 IOC",
                    "SELL 1 TWXC @ 0.53 lw1|t1|call|E1 GTD 20261120-16:00:46")));
    assertThat(rig.store.allIntents())
        .extracting(StoredOrder::placed)
        .extracting(placed -> placed.intent().immediate())
        .containsExactly(true, true, false);
  }

  @Test
  void refusesWhatIsNotMarketableInsideTheBound() {
    DeskRig rig = rig();

    EntryAnswer answer = DeskRig.now(rig.enter(market("t1", "69.80"), 5));

    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Refused.class,
            refused -> assertThat(refused.reason().code()).isEqualTo(ReasonCode.NOT_MARKETABLE));
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  /** The ledger keeps no order types: they are asked for once, together with the hours. */
  @Test
  void asksOnceForTheOrderTypesOfContractsThatTheLedgerKnew() {
    DeskRig rig = rig();
    rig.enter(market("t1", "71.00"), 5);
    long asked = rig.venue.count(ClientMessage.ReqContractDetails.class);
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));

    rig.enter(market("t2", "71.00"), 6);

    assertThat(rig.venue.count(ClientMessage.ReqContractDetails.class)).isEqualTo(asked + 3);
    assertThat(rig.venue.orderWrites().getLast())
        .containsSubsequence("BUY 100 TWX @ 69.79 lw1|t2|stock|E1 IOC");
  }

  private static DeskRig rig() {
    DeskRig rig = new DeskRig();
    types(rig, 1, Rows.stock());
    types(rig, 2, Rows.option(2, "P"));
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));
    return rig;
  }

  private static void types(DeskRig rig, long conId, TwsContract contract) {
    rig.venue.contracts.put(conId, Rows.details(contract, "", IMMEDIATE));
  }

  private static ExecutionRequest market(String id, String netLimit) {
    ExecutionRequest limit = DeskRig.conversion(id, netLimit);
    return new ExecutionRequest(
        limit.id(),
        limit.account(),
        null,
        limit.underlying(),
        limit.legs(),
        limit.quantity(),
        limit.netLimit(),
        Placing.PARALLEL,
        Pricing.MARKET,
        limit.timeouts());
  }
}
