package dev.legwork.simulation.venue;

import dev.legwork.simulation.time.Chance;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.tws.message.ClientMessage.PlaceOrder;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.util.List;

/** Orders of other programs and people on the accounts that we trade. */
final class Strangers {
  private static final BigDecimal LOW_FOR_A_STOCK = new BigDecimal("40.00");
  private static final BigDecimal LOW_FOR_AN_OPTION = new BigDecimal("0.01");

  private Strangers() {}

  static PlaceOrder order(int id, Chance chance, SimMarket market, List<String> accounts) {
    Instrument contract = chance.pick(market.contracts());
    int quantity = contract.isStock() ? chance.between(1, 300) : chance.between(1, 5);
    TwsOrder.Builder order =
        TwsOrder.builder()
            .action(chance.pick(List.of("BUY", "SELL")))
            .totalQuantity(BigDecimal.valueOf(quantity))
            .orderType("MKT");
    return theirs(id, contract, order, chance, accounts);
  }

  /** A buy order far below the market. */
  static PlaceOrder resting(int id, Chance chance, SimMarket market, List<String> accounts) {
    Instrument contract = chance.pick(market.contracts());
    TwsOrder.Builder order =
        TwsOrder.builder()
            .action("BUY")
            .totalQuantity(BigDecimal.valueOf(chance.between(1, 5)))
            .orderType("LMT")
            .lmtPrice(contract.isStock() ? LOW_FOR_A_STOCK : LOW_FOR_AN_OPTION);
    return theirs(id, contract, order, chance, accounts);
  }

  private static PlaceOrder theirs(
      int id, Instrument contract, TwsOrder.Builder order, Chance chance, List<String> accounts) {
    order
        .tif("DAY")
        .account(chance.pick(accounts))
        .orderRef(chance.pick(List.of("", "somebody else's")))
        .set(OrderField.TRANSMIT, true);
    return new PlaceOrder(id, TwsContract.byConId(contract.conId(), "SMART"), order.build());
  }
}
