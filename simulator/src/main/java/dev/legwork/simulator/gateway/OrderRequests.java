package dev.legwork.simulator.gateway;

import dev.legwork.simulator.accounts.OrderMargin;
import dev.legwork.simulator.accounts.Valuation;
import dev.legwork.simulator.broker.Brokerage;
import dev.legwork.simulator.broker.BrokerageListener.End;
import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.broker.Refusal;
import dev.legwork.simulator.gateway.OrderReader.Refused;
import dev.legwork.simulator.journal.JournalEntry;
import dev.legwork.simulator.journal.JournalEntry.AllCancelled.Named;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderState;
import dev.legwork.simulator.orders.OrderTerms;
import dev.legwork.simulator.orders.Reception;
import dev.legwork.tws.message.ClientMessage.PlaceOrder;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.OrderStateFields;
import dev.legwork.tws.message.ServerMessage.OpenOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Placing, modifying, cancelling, and what-if. */
final class OrderRequests {
  private final Floor floor;
  private final Brokerage brokerage;
  private final Ledger ledger;
  private final OrderReader reader;

  OrderRequests(Floor floor, OrderReader reader) {
    this.floor = floor;
    this.brokerage = floor.brokerage();
    this.ledger = brokerage.ledger();
    this.reader = reader;
  }

  /** How a new order comes to the brokerage. */
  private interface Entrance {
    Optional<Refusal> place(int clientId, int orderId, OrderTerms terms, Reception reception);
  }

  /** A new order, another version of a live one, or a what-if. */
  void place(Session session, PlaceOrder message, Reception reception) {
    place(session, message, reception, brokerage::place);
  }

  /** As {@link #place}, but a new order is held back at once. */
  void placeHeld(Session session, PlaceOrder message, Reception reception) {
    place(session, message, reception, (c, id, t, r) -> brokerage.mishaps().placeHeld(c, id, t, r));
  }

  /**
   * As {@link #place}, but leaves two orders under one id: a new one comes twice, and what would
   * modify a live one stands beside it.
   */
  void placeTwin(Session session, PlaceOrder message, Reception reception) {
    try {
      Order known = ledger.order(session.clientId, message.orderId());
      if (known == null || !known.live()) {
        place(session, message, reception);
        known = ledger.order(session.clientId, message.orderId());
      }
      if (known != null && known.state() != OrderState.REJECTED) {
        brokerage.mishaps().placeBeside(known, reader.read(message), reception);
      }
    } catch (Refused refused) {
      floor.error(session, message.orderId(), refused.refusal());
    }
  }

  private void place(Session session, PlaceOrder message, Reception reception, Entrance entrance) {
    try {
      Order known = ledger.order(session.clientId, message.orderId());
      boolean replaces = known != null && known.live() && !message.order().whatIf();
      if (!replaces) {
        claim(session, message.orderId());
      }
      OrderTerms terms = reader.read(message);
      if (message.order().whatIf()) {
        preview(session, message, terms, false);
      } else if (replaces) {
        answer(session, message.orderId(), brokerage.modify(known, terms));
      } else {
        placeNew(session, message, terms, reception, entrance);
      }
    } catch (Refused refused) {
      floor.error(session, message.orderId(), refused.refusal());
    }
  }

  private void placeNew(
      Session session,
      PlaceOrder message,
      OrderTerms terms,
      Reception reception,
      Entrance entrance) {
    if (message.order().tif().isEmpty()) {
      floor.error(
          session, message.orderId(), 10349, "Order TIF was set to DAY based on order preset.");
    }
    Optional<Refusal> refusal =
        entrance.place(session.clientId, message.orderId(), terms, reception);
    answer(session, message.orderId(), refusal);
    refusal.ifPresent(r -> tellRejected(session, message.orderId()));
    if (refusal.isEmpty() && brokerage.board().closed()) {
      floor.error(session, message.orderId(), 399, Texts.of(399, message.orderId(), null, null));
    }
  }

  /**
   * A fault's rejection: the venue remembers a new order, and refuses it. A live order that was to
   * be modified stands, and codes that are about the id leave nothing.
   */
  void reject(Session session, PlaceOrder message, Reception reception, Refusal refusal) {
    Order known = ledger.order(session.clientId, message.orderId());
    if ((known != null && known.live()) || !Texts.leavesARejectedOrder(refusal.code())) {
      floor.error(session, message.orderId(), refusal);
      return;
    }
    try {
      claim(session, message.orderId());
      OrderTerms terms = reader.read(message);
      if (message.order().whatIf()) {
        floor.error(session, message.orderId(), refusal);
        return;
      }
      brokerage.reject(session.clientId, message.orderId(), terms, reception, refusal);
      floor.error(session, message.orderId(), refusal);
      tellRejected(session, message.orderId());
    } catch (Refused refused) {
      floor.error(session, message.orderId(), refused.refusal());
    }
  }

  private void tellRejected(Session session, int orderId) {
    Order order = ledger.order(session.clientId, orderId);
    floor.outbox().send(session, Wire.orderStatus(order), Names.facts(order));
  }

  private void answer(Session session, int orderId, Optional<Refusal> refusal) {
    refusal.ifPresent(r -> floor.error(session, orderId, r));
  }

  /** Order ids of a client only rise. */
  private void claim(Session session, int orderId) throws Refused {
    if (orderId <= ledger.highestId(session.clientId)) {
      throw new Refused(103, "Duplicate order id");
    }
    ledger.record(new JournalEntry.IdUsed(session.clientId, orderId));
  }

  /**
   * Answers a what-if by margins; first by a warning without margins if asked for.
   *
   * @param sentinelFirst whether TWS's empty first answer precedes
   */
  void preview(Session session, PlaceOrder message, OrderTerms terms, boolean sentinelFirst) {
    Optional<Refusal> refusal = brokerage.admission().marginRefusal(terms, null);
    String warning = refusal.map(Refusal::text).orElse("");
    if (sentinelFirst) {
      tell(session, message, terms, unknown("The margins are being computed."));
    }
    tell(session, message, terms, state(brokerage.admission().preview(terms), warning));
  }

  /** A what-if under the fault that sends an empty answer first. */
  void previewWithSentinel(Session session, PlaceOrder message) {
    try {
      claim(session, message.orderId());
      preview(session, message, reader.read(message), true);
    } catch (Refused refused) {
      floor.error(session, message.orderId(), refused.refusal());
    }
  }

  private void tell(Session session, PlaceOrder message, OrderTerms terms, OrderStateFields state) {
    var order = Wire.order(terms).toBuilder().set(OrderField.WHAT_IF, true).build();
    var facts = Names.facts(terms);
    facts.put("whatIf", "true");
    floor
        .outbox()
        .send(
            session,
            new OpenOrder(
                message.orderId(),
                session.clientId,
                0,
                Wire.contract(terms.product()),
                order,
                state),
            facts);
  }

  private static OrderStateFields unknown(String warning) {
    return new OrderStateFields(
        "PreSubmitted",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "",
        warning);
  }

  private static OrderStateFields state(OrderMargin.Preview preview, String warning) {
    Valuation before = preview.before();
    Valuation after = preview.after();
    BigDecimal commission = preview.commission();
    return new OrderStateFields(
        "PreSubmitted",
        before.initialMargin(),
        before.maintenanceMargin(),
        before.equityWithLoan(),
        after.initialMargin().subtract(before.initialMargin()),
        after.maintenanceMargin().subtract(before.maintenanceMargin()),
        after.equityWithLoan().subtract(before.equityWithLoan()),
        after.initialMargin(),
        after.maintenanceMargin(),
        after.equityWithLoan(),
        commission,
        commission,
        commission,
        "USD",
        warning);
  }

  /** Cancels a live order of this client; otherwise says what stands in the way. */
  void cancel(Session session, int orderId) {
    Order order = ledger.order(session.clientId, orderId);
    if (order == null) {
      floor.error(session, orderId, 10147, Texts.of(10147, orderId, null, null));
    } else if (!order.live()) {
      floor.error(session, orderId, 10148, Texts.notCancellable(orderId, order.state().status()));
    } else {
      brokerage.cancel(order, End.REQUESTED, "Cancelled by Trader");
    }
  }

  /** Cancels every live order of every client; the journal keeps who asked, and for what. */
  void cancelAll(Session session) {
    List<Order> orders = ledger.liveOrders();
    ledger.record(
        new JournalEntry.AllCancelled(
            session.clientId,
            orders.stream().map(o -> new Named(o.clientId(), o.orderId(), o.permId())).toList()));
    orders.forEach(o -> brokerage.cancel(o, End.REQUESTED, "Cancelled by Trader"));
  }
}
