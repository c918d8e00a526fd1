package dev.legwork.exposure;

import dev.legwork.book.HedgeBook;
import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.Residual;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a trade holds, judged against its ratio. A trade that holds whole units of the ratio, or
 * nothing, is even; anything else is a position that nobody asked for, be it on the way to one.
 */
public final class Exposure {
  private Exposure() {}

  /**
   * Whether the positions are one and the same whole number of units in every leg, 0 included.
   *
   * @param held signed position by leg name, the hedge's included: positive is long; what is
   *     missing holds nothing
   */
  public static boolean isEven(ExecutionRequest request, Map<String, BigDecimal> held) {
    if (held.getOrDefault(HedgeBook.NAME, BigDecimal.ZERO).signum() != 0) {
      return false;
    }
    Optional<BigDecimal> units = Optional.empty();
    for (RequestedLeg leg : request.legs()) {
      BigDecimal position = held.getOrDefault(leg.name(), BigDecimal.ZERO);
      BigDecimal[] parts = position.divideAndRemainder(unit(leg));
      boolean sameUnits = units.isEmpty() || units.get().compareTo(parts[0]) == 0;
      if (parts[0].signum() < 0 || parts[1].signum() != 0 || !sameUnits) {
        return false;
      }
      units = Optional.of(parts[0]);
    }
    return true;
  }

  /** The same for all that a book knows. */
  public static boolean isEven(TradeBook book) {
    return isEven(book.request(), held(book));
  }

  /** What the legs, and the hedge, hold, exactly; legs that hold nothing are left out. */
  public static List<Residual> positions(TradeBook book) {
    List<Residual> positions = new ArrayList<>();
    book.legs().stream()
        .filter(leg -> !leg.isFlat())
        .forEach(leg -> positions.add(new Residual(leg.instrument(), leg.net())));
    if (!book.hedge().isFlat()) {
      positions.add(new Residual(book.hedge().instrument(), book.hedge().net()));
    }
    return positions;
  }

  private static Map<String, BigDecimal> held(TradeBook book) {
    Map<String, BigDecimal> held = new LinkedHashMap<>();
    for (LegBook leg : book.legs()) {
      held.put(leg.leg().name(), leg.net());
    }
    held.put(HedgeBook.NAME, book.hedge().net());
    return held;
  }

  private static BigDecimal unit(RequestedLeg leg) {
    return leg.action().signed(Decimals.of(leg.ratio()));
  }
}
