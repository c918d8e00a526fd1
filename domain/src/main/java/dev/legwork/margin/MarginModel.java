package dev.legwork.margin;

import dev.legwork.pricing.QuotedOption;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the subset of legs that is the worst to hold alone: every non-empty subset of the legs that
 * could fill, in every market of the {@link Shocks}, each leg repriced from the volatility its
 * quote implies. What a subset needs is what it takes of the account's available funds (equity with
 * loan value − initial margin, as Interactive Brokers defines them): the requirement in that
 * market, and the equity lost by then.
 */
public final class MarginModel {
  private final List<MarginLeg> legs;
  private final RegT rules;
  private final QuotedOption[] options;
  private final double[] modelled;
  private final double[] quoted;
  private final double[] halfSpread;
  private final double[] middle;
  private Shock middleOf;
  private final double spot;

  private MarginModel(List<MarginLeg> legs, BigDecimal spot, LocalDate venueDate) {
    this.legs = legs;
    this.spot = spot.doubleValue();
    rules = new RegT(legs);
    options = new QuotedOption[legs.size()];
    modelled = new double[legs.size()];
    quoted = new double[legs.size()];
    halfSpread = new double[legs.size()];
    middle = new double[legs.size()];
    for (int i = 0; i < legs.size(); i++) {
      MarginLeg leg = legs.get(i);
      quoted[i] = leg.middle().doubleValue();
      halfSpread[i] = leg.halfSpread().doubleValue();
      if (leg.contract().isOption()) {
        options[i] = QuotedOption.of(leg.contract(), venueDate, spot, leg.middle());
        modelled[i] = options[i].value(this.spot, 1);
      }
    }
  }

  /**
   * What came of it.
   *
   * @param whole all legs together
   * @param worstPart the worst of the subsets that are not the whole; null for a single leg
   */
  public record Assessment(WorstCase whole, WorstCase worstPart) {

    /** The worst of all subsets. */
    public WorstCase worst() {
      return worstPart != null && worstPart.needed().compareTo(whole.needed()) > 0
          ? worstPart
          : whole;
    }
  }

  /**
   * Assesses a trade.
   *
   * @param spot price of the underlying, USD per share
   * @param venueDate the date at the venue
   */
  public static Assessment assess(
      List<MarginLeg> legs, BigDecimal spot, LocalDate venueDate, Shocks shocks) {
    return new MarginModel(List.copyOf(legs), spot, venueDate).assess(shocks);
  }

  private Assessment assess(Shocks shocks) {
    int whole = (1 << legs.size()) - 1;
    Found wholeWorst = new Found();
    Found worstPart = new Found();
    double[] price = new double[legs.size()];
    for (Shock shock : shocks.all()) {
      reprice(shock, price);
      rules.in(spot * shock.price(), price);
      for (int held = 1; held <= whole; held++) {
        double needed = rules.requirement(held) + rules.loss(held);
        (held == whole ? wholeWorst : worstPart).take(held, shock, needed);
      }
    }
    return new Assessment(told(wholeWorst), whole == 1 ? null : told(worstPart));
  }

  /** What each leg could be closed at, USD per share: longs at the bid, shorts at the ask. */
  private void reprice(Shock shock, double[] price) {
    moveMiddles(shock);
    for (int i = 0; i < price.length; i++) {
      double half = halfSpread[i] * shock.spread();
      price[i] = Math.max(0, middle[i] - legs.get(i).sign() * half);
    }
  }

  /** The shocks that differ in their spreads alone come one after the other. */
  private void moveMiddles(Shock shock) {
    if (middleOf == null
        || middleOf.price() != shock.price()
        || middleOf.volatility() != shock.volatility()) {
      for (int i = 0; i < middle.length; i++) {
        middle[i] = middle(i, shock);
      }
    }
    middleOf = shock;
  }

  /** An option moves as its model does, from where it is quoted. */
  private double middle(int i, Shock shock) {
    return options[i] == null
        ? quoted[i] * shock.price()
        : Math.max(
            0,
            quoted[i] + options[i].value(spot * shock.price(), shock.volatility()) - modelled[i]);
  }

  private WorstCase told(Found found) {
    double[] price = new double[legs.size()];
    reprice(found.shock, price);
    rules.in(spot * found.shock.price(), price);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < legs.size(); i++) {
      if ((found.held & 1 << i) != 0) {
        names.add(legs.get(i).name());
      }
    }
    double required = rules.requirement(found.held);
    BigDecimal requirement = cents(required);
    BigDecimal needed = cents(required + rules.loss(found.held));
    return new WorstCase(names, found.shock, requirement, needed.subtract(requirement));
  }

  /** Against us, but for what a double cannot hold. */
  private static BigDecimal cents(double usd) {
    return BigDecimal.valueOf(usd)
        .setScale(6, RoundingMode.HALF_EVEN)
        .setScale(2, RoundingMode.CEILING);
  }

  private static final class Found {
    private int held;
    private Shock shock;
    private double needed = Double.NEGATIVE_INFINITY;

    private void take(int candidate, Shock in, double needs) {
      if (needs > needed) {
        held = candidate;
        shock = in;
        needed = needs;
      }
    }
  }
}
