package dev.legwork.simulation.check;

import dev.legwork.invariant.LedgerOrder;
import dev.legwork.invariant.LedgerTrade;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each invariant could have been broken in a world: a check that never had anything to
 * look at proves nothing.
 */
public final class Occasions {
  private final Map<String, Long> counts = new TreeMap<>();

  /** Counts what the ledger's trades and the venue's orders gave occasion for. */
  public Occasions(List<LedgerTrade> trades, VenueWatch venue) {
    for (LedgerTrade trade : trades) {
      ended(trade);
      trade.orders().forEach(this::stored);
      add("05 executions compared", trade.fills().size());
    }
    add("02 orders at the venue, each once", ours(venue));
    add("03 orders at the venue, each with its intent", ours(venue));
    add(
        "15 cancels, and orders of others left alone",
        venue.cancels() + venue.orders() - ours(venue));
  }

  private void ended(LedgerTrade trade) {
    if (trade.hasEnded()) {
      add("01 ended trades that executed something", trade.fills().isEmpty() ? 0 : 1);
      add("10 trades ended in time", 1);
      add("14 reports compared", 1);
    }
  }

  private void stored(LedgerOrder order) {
    OrderRef ref = order.ref();
    add("04 proofs", order.verdict().isOver() ? 1 : 0);
    add("06 unwinding orders, and entries sent again", isRisky(order) ? 1 : 0);
    add("07 successors", order.intent().firstAttempt() > 1 ? 1 : 0);
    add("07 children beside siblings", order.intent().child() != null ? 1 : 0);
    add("08 opening orders inside their bound", ref.purpose().opens() ? 1 : 0);
    add("09 opening orders under a token", ref.purpose().opens() ? 1 : 0);
  }

  private static boolean isRisky(LedgerOrder order) {
    return order.ref().purpose() == Purpose.UNWIND || order.intent().firstAttempt() > 1;
  }

  private static long ours(VenueWatch venue) {
    return venue.all().stream()
        .filter(order -> OrderRef.parse(order.terms().orderRef()).isPresent())
        .count();
  }

  /** More of one kind. */
  public void add(String what, long times) {
    counts.merge(what, times, Long::sum);
  }

  public Map<String, Long> counts() {
    return counts;
  }
}
