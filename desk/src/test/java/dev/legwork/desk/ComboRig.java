package dev.legwork.desk;

import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.TwsContract;
import java.math.BigDecimal;
import java.time.Duration;

/** A desk that entered ten conversions by one order, and what its venue says of them. */
final class ComboRig {
  static final String COMBO = "lw1|t1|combo|E1";
  static final long PERM = 101;

  private ComboRig() {}

  /** Ten conversions, 100:1:1; their net is 69.85 at the quotes. */
  static ExecutionRequest conversions(String netLimit) {
    ExecutionRequest one = DeskRig.conversion(netLimit);
    return new ExecutionRequest(
        one.id(),
        one.account(),
        null,
        one.underlying(),
        one.legs(),
        10,
        one.netLimit(),
        Placing.COMBO,
        one.pricing(),
        one.timeouts());
  }

  /** A desk whose combo is in the market and acknowledged, under id 1. */
  static DeskRig working() {
    DeskRig rig = DeskRig.serving();
    rig.enter(conversions("69.80"), 5);
    rig.say(Rows.status(1, "Submitted", "0", PERM));
    rig.heard.clear();
    return rig;
  }

  /** The row that sums a combo's trade up. */
  static ServerMessage.ExecDetails summary(String execId, int units, int cumulative) {
    return row(Rows.bag(), execId, units, cumulative);
  }

  static ServerMessage.ExecDetails stock(String execId, int shares, int cumulative) {
    return row(Rows.stock(), execId, shares, cumulative);
  }

  static ServerMessage.ExecDetails put(String execId, int contracts, int cumulative) {
    return row(Rows.option(2, "P"), execId, contracts, cumulative);
  }

  static ServerMessage.ExecDetails call(String execId, int contracts, int cumulative) {
    return row(Rows.option(3, "C"), execId, contracts, cumulative);
  }

  private static ServerMessage.ExecDetails row(
      TwsContract contract, String execId, int quantity, int cumulative) {
    return Rows.execution(
        1,
        DeskRig.CLIENT,
        DeskRig.ACCOUNT,
        COMBO,
        execId,
        BigDecimal.valueOf(quantity).toPlainString(),
        BigDecimal.valueOf(cumulative).toPlainString(),
        PERM,
        contract);
  }

  /** The venue's complete answers hold this from now on. */
  static void executed(DeskRig rig, ServerMessage.ExecDetails... rows) {
    for (ServerMessage.ExecDetails row : rows) {
      rig.venue.executions.add(row);
    }
  }

  static void settle(DeskRig rig) {
    rig.pass(Duration.ofSeconds(2));
  }
}
