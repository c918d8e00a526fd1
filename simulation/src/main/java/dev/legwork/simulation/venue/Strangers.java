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
  private Strangers() {}

  static PlaceOrder order(int id, Chance chance, SimMarket market, List<String> accounts) {
    Instrument contract = chance.pick(market.contracts());
    int quantity = contract.isStock() ? chance.between(1, 300) : chance.between(1, 5);
    TwsOrder order =
        TwsOrder.builder()
            .action(chance.pick(List.of("BUY", "SELL")))
            .totalQuantity(BigDecimal.valueOf(quantity))
            .orderType("MKT")
            .tif("DAY")
            .account(chance.pick(accounts))
            .orderRef(chance.pick(List.of("", "somebody else's")))
            .set(OrderField.TRANSMIT, true)
            .build();
    return new PlaceOrder(id, TwsContract.byConId(contract.conId(), "SMART"), order);
  }
}
