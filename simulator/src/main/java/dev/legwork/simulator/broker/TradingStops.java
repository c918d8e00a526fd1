package dev.legwork.simulator.broker;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderState;
import dev.legwork.simulator.orders.TimeInForce;
import java.util.List;

/** Halts of symbols, and days that end early. */
public final class TradingStops {
  private final Brokerage brokerage;
  private final Ledger ledger;

  TradingStops(Brokerage brokerage) {
    this.brokerage = brokerage;
    this.ledger = brokerage.ledger();
  }

  /** Halts everything on a symbol, or lets it trade again. */
  public void halt(String symbol, boolean halt) {
    brokerage.board().halt(symbol, halt);
    for (Instrument instrument : brokerage.instruments().all()) {
      if (instrument.symbol().equals(symbol)) {
        display(instrument);
      }
    }
  }

  /**
   * Closes the market now, as on a short day: orders for the day end, and later ones wait; or opens
   * it for them.
   */
  public void close(boolean close) {
    brokerage.board().close(close);
    for (Order order : ledger.liveOrders()) {
      if (close && order.terms().tif() == TimeInForce.DAY) {
        brokerage.cancel(order, BrokerageListener.End.EXPIRED, "session ended");
      } else if (!close && order.state() == OrderState.PRE_SUBMITTED && order.triggered()) {
        brokerage.keep(order.revived());
        brokerage.listener().changed(ledger.order(order.permId()));
      }
    }
    List.copyOf(brokerage.instruments().all()).forEach(this::display);
  }

  private void display(Instrument instrument) {
    brokerage.listener().quoted(instrument, false);
    brokerage.affected(instrument).forEach(order -> brokerage.work(ledger.order(order.permId())));
  }
}
