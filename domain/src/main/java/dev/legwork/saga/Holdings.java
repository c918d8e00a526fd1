package dev.legwork.saga;

import dev.legwork.book.HedgeBook;
import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.unwind.Kept;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a trade holds, as residuals tell it. */
final class Holdings {
  private Holdings() {}

  /** All positions that are not flat. */
  static List<Residual> held(TradeBook book) {
    return beside(Kept.NOTHING, book);
  }

  /** What is held, hedge included, beyond what is kept, or is missing of it; signed. */
  static List<Residual> beside(Kept kept, TradeBook book) {
    List<Residual> beside = new ArrayList<>();
    for (LegBook leg : book.legs()) {
      BigDecimal difference = Decimals.normal(leg.net().subtract(kept.of(leg)));
      if (!leg.orders().isEmpty() && !Decimals.isZero(difference)) {
        beside.add(new Residual(leg.instrument(), difference));
      }
    }
    HedgeBook hedge = book.hedge();
    BigDecimal hedged =
        hedge.net().subtract(kept.positions().getOrDefault(HedgeBook.NAME, BigDecimal.ZERO));
    if (!hedge.orders().isEmpty() && !Decimals.isZero(hedged)) {
      beside.add(new Residual(hedge.instrument(), Decimals.normal(hedged)));
    }
    return beside;
  }

  /** For people: {@code [100 TWX, -1 TWX 20140620 70C]}. */
  static String text(List<Residual> residual) {
    return residual.stream()
        .map(r -> r.position().toPlainString() + " " + r.instrument().label())
        .toList()
        .toString();
  }
}
