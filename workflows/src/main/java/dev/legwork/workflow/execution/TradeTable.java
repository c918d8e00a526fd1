package dev.legwork.workflow.execution;

import dev.legwork.book.OrderBookEntry;
import dev.legwork.contract.ContractSpec;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.EntryPlan;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** How a trade reads in the Temporal Web UI. */
final class TradeTable {
  private TradeTable() {}

  /** {@code BUY 100 TWX, BUY 1 TWX 70P, SELL 1 TWX 70C, net at most 69.72}. */
  static String summary(ExecutionRequest request) {
    return legs(request.legs(), request.quantity())
        + ", net at most "
        + request.netLimit().toPlainString();
  }

  /** {@code PLACE wave 1: BUY 100 TWX, BUY 1 TWX 70P, SELL 1 TWX 70C}. */
  static String entryWave(EntryPlan plan) {
    return (plan.purpose() == Purpose.ENTRY ? "PLACE wave " : "COMPLETE attempt ")
        + plan.attempt()
        + ": "
        + plan.legs().stream()
            .map(leg -> label(leg, plan.quantity(leg)))
            .collect(Collectors.joining(", "));
  }

  private static String legs(List<RequestedLeg> legs, int units) {
    return legs.stream()
        .map(leg -> label(leg, leg.quantity(units)))
        .collect(Collectors.joining(", "));
  }

  /** {@code UNWIND: BUY 1 TWX 20140620 70C @ 1.25}. */
  static String wave(List<OrderIntent> wave) {
    return wave.stream()
        .map(OrderIntent::label)
        .collect(Collectors.joining(", ", wave.getFirst().ref().purpose() + ": ", ""));
  }

  /** Markdown: the state, and one line an order. */
  static String details(RunningTrade trade) {
    StringBuilder text = new StringBuilder("**").append(trade.state()).append("**");
    if (trade.fencingToken() > 0) {
      text.append(", fencing token ").append(trade.fencingToken());
    }
    text.append("\n\n| leg | wanted | order | limit | executed | status |\n")
        .append("|---|---|---|---|---|---|\n");
    for (RequestedLeg leg : trade.request().legs()) {
      lines(text, trade, leg);
    }
    return text.toString();
  }

  private static void lines(StringBuilder text, RunningTrade trade, RequestedLeg leg) {
    String wanted = label(leg, leg.quantity(trade.request().quantity()));
    List<OrderBookEntry> orders = trade.book().leg(leg.name()).orders();
    if (orders.isEmpty()) {
      row(text, leg.name(), wanted, "", "", "", "");
    }
    for (OrderBookEntry order : orders) {
      OrderIntent intent = order.intent();
      row(
          text,
          leg.name(),
          wanted,
          intent.ref().purpose()
              + " "
              + intent.ref().attempt()
              + ": "
              + intent.side()
              + " "
              + intent.quantity().toPlainString(),
          intent.limit().toPlainString(),
          order.executed().toPlainString(),
          status(order));
    }
  }

  private static void row(StringBuilder text, String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String status(OrderBookEntry order) {
    if (order.rejection() != null) {
      return "rejected: " + order.rejection().replace('|', '/').replace('\n', ' ');
    }
    return order.status() == null ? order.written().toString() : order.status().toString();
  }

  private static String label(RequestedLeg leg, BigDecimal quantity) {
    return leg.action() + " " + quantity.toPlainString() + " " + label(leg.contract());
  }

  private static String label(ContractSpec contract) {
    return contract.isOption()
        ? contract.symbol() + " " + contract.strike().toPlainString() + contract.right().letter()
        : contract.symbol();
  }
}
