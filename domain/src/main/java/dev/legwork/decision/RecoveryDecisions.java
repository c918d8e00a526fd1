package dev.legwork.decision;

import dev.legwork.book.HedgeBook;
import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.saga.ByContract;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import dev.legwork.unwind.Kept;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a trade may keep that is settled after its workflow has closed (order-rules: holder). */
public final class RecoveryDecisions {
  private RecoveryDecisions() {}

  /**
   * Whether the account keeps what was asked for: as the trade ended, or, where it never did, if
   * every leg holds that much.
   *
   * @param former how the trade ended, null if it never did
   */
  public static boolean keepsRequest(TradeBook book, Ending former) {
    if (former != null) {
      return former.keepsRequest();
    }
    Kept requested = Kept.asRequested(book.request());
    return book.legs().stream().allMatch(leg -> holds(leg, requested.of(leg)));
  }

  /**
   * The positions that stay: what was asked for if that is kept, and beside it what the ending
   * named as residual, as far as it is still there. Everything beyond came after the ending, and is
   * unwound. Where there was no ending, more than what was asked for stays as well: a trade that
   * commits leaves the venue's own over-fill alone.
   */
  public static Kept stays(TradeBook book, Ending former) {
    boolean keepsRequest = keepsRequest(book, former);
    if (former == null) {
      return keepsRequest && !book.hasDoubledLeg() ? asHeld(book) : due(book, former);
    }
    Kept base = former.kept(book.request());
    Map<String, BigDecimal> stays = new LinkedHashMap<>(base.positions());
    for (LegBook leg : book.legs()) {
      BigDecimal named = named(former, leg, book.hedge());
      if (!Decimals.isZero(named)) {
        BigDecimal beside = leg.net().subtract(base.of(leg));
        stays.merge(leg.leg().name(), between(named, beside), BigDecimal::add);
      }
    }
    if (former.state() == TradeState.RESIDUAL && !book.hedge().isFlat()) {
      stays.put(HedgeBook.NAME, book.hedge().net());
    }
    return new Kept(stays);
  }

  /**
   * What the account is to keep of the trade.
   *
   * @param former how the trade ended, null if it never did
   */
  public static Kept due(TradeBook book, Ending former) {
    if (former != null) {
      return former.kept(book.request());
    }
    return keepsRequest(book, null) ? Kept.asRequested(book.request()) : Kept.NOTHING;
  }

  /**
   * Positions beyond those that the trade ended with, signed, by contract: a leg and the hedge may
   * share one. Of a trade without an ending all that it holds.
   *
   * @param ending null if it has none
   */
  public static List<Residual> beyond(TradeBook book, Ending ending) {
    Kept kept = ending == null ? Kept.NOTHING : ending.kept(book.request());
    ByContract beyond = new ByContract();
    for (LegBook leg : book.legs()) {
      if (!leg.orders().isEmpty()) {
        beyond.add(leg.instrument(), leg.net().subtract(kept.of(leg)));
      }
    }
    if (!book.hedge().orders().isEmpty()) {
      beyond.add(book.hedge().instrument(), book.hedge().net());
    }
    if (ending != null) {
      ending.residual().stream()
          .filter(left -> beyond.knows(left.instrument()))
          .forEach(left -> beyond.add(left.instrument(), left.position().negate()));
    }
    return beyond.positions();
  }

  private static boolean holds(LegBook leg, BigDecimal wanted) {
    return leg.net().signum() == wanted.signum() && leg.net().abs().compareTo(wanted.abs()) >= 0;
  }

  private static Kept asHeld(TradeBook book) {
    Map<String, BigDecimal> held = new LinkedHashMap<>();
    book.legs().forEach(leg -> held.put(leg.leg().name(), leg.net()));
    return new Kept(held);
  }

  /** The hedge stays as it is: what is named of its contract beside it is the leg's. */
  private static BigDecimal named(Ending former, LegBook leg, HedgeBook hedge) {
    if (leg.orders().isEmpty()) {
      return BigDecimal.ZERO;
    }
    boolean shared =
        !hedge.orders().isEmpty() && hedge.instrument().conId() == leg.instrument().conId();
    return former.residual().stream()
        .filter(residual -> residual.instrument().conId() == leg.instrument().conId())
        .map(Residual::position)
        .reduce(shared ? hedge.net().negate() : BigDecimal.ZERO, BigDecimal::add);
  }

  /** What is still there of a named position: never more than it, and nothing on the other side. */
  private static BigDecimal between(BigDecimal named, BigDecimal actual) {
    BigDecimal low = named.min(BigDecimal.ZERO);
    BigDecimal high = named.max(BigDecimal.ZERO);
    return Decimals.normal(actual.max(low).min(high));
  }
}
