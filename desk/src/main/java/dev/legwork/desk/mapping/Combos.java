package dev.legwork.desk.mapping;

import dev.legwork.contract.Instrument;
import dev.legwork.order.Side;
import dev.legwork.tws.message.ComboLeg;
import dev.legwork.tws.message.TwsContract;
import java.util.List;
import java.util.Objects;

/**
 * Combinations in the words of the TWS API: a contract of type BAG (tws-protocol.md, section 4).
 */
public final class Combos {
  private Combos() {}

  /**
   * One leg of a combination.
   *
   * @param side seen from a bought combination
   * @param ratio contracts, shares for stock, in one combination
   */
  public record Part(Instrument instrument, Side side, int ratio) {
    public Part {
      Objects.requireNonNull(instrument, "instrument");
      Objects.requireNonNull(side, "side");
      if (ratio < 1) {
        throw new IllegalArgumentException(instrument.label() + ": ratio " + ratio);
      }
    }
  }

  /**
   * The contract whose purchase trades every part on its own side.
   *
   * @param parts two or more, of one underlying, one exchange and one currency
   */
  public static TwsContract of(List<Part> parts) {
    Instrument first = parts.getFirst().instrument();
    if (parts.size() < 2 || !parts.stream().allMatch(part -> goesWith(first, part.instrument()))) {
      throw new IllegalArgumentException("no combination: " + parts);
    }
    return TwsContract.builder()
        .symbol(first.spec().symbol())
        .secType("BAG")
        .exchange(first.exchange())
        .currency(first.currency())
        .comboLegs(parts.stream().map(Combos::leg).toList())
        .build();
  }

  private static boolean goesWith(Instrument one, Instrument other) {
    return one.spec().symbol().equals(other.spec().symbol())
        && one.exchange().equals(other.exchange())
        && one.currency().equals(other.currency());
  }

  private static ComboLeg leg(Part part) {
    return ComboLeg.of(
        Math.toIntExact(part.instrument().conId()),
        part.ratio(),
        part.side().name(),
        part.instrument().exchange());
  }
}
